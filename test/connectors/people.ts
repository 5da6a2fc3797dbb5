import { asLoginId } from "../../src/model/user.ts";
import { values } from "../builders.ts";

/** Who is in the tenant that a connector is opened over. */
export const PEOPLE = ["a@x.jp", "b@x.jp", "c@x.jp"].map((text, index) => ({
  loginId: asLoginId(text),
  name: `人 ${index}`,
  state: "active" as const,
  values: values({ name: `人 ${index}`, extension: String(2101 + index) }),
  department: "",
  role: "",
}));
