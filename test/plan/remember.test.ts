import { expect, test } from "vitest";
import { entry, planOf, shown, user } from "../builders.ts";

test("an employee ID is remembered once it is declared, and kept when the entry is taken out", () => {
  const declared = [user({ employeeId: "E7" })];
  const remember = ({ remember: [first] }: ReturnType<typeof planOf>) => first?.employeeId;
  expect(remember(planOf({ declared, actual: [shown()] }))).toBe("E7");
  expect(remember(planOf({ declared: [user()], actual: [shown()] }))).toBe(undefined);
  expect(remember(planOf({ actual: [shown()], remembered: [entry({ employeeId: "E7" })] }))).toBe("E7");
});

test("the file that an entry was taken out of is said where it is remembered", () => {
  const leftFile = (file: string | undefined, onRemoval: "deactivate" | "release") =>
    planOf({
      actual: [shown()],
      remembered: [entry(file === undefined ? {} : { file })],
      settings: { onRemoval },
    }).changes;
  expect(leftFile("users/a.csv", "deactivate")).toMatchObject([{ kind: "deactivate", leftFile: "users/a.csv" }]);
  expect(leftFile("users/a.csv", "release")).toMatchObject([{ kind: "release", leftFile: "users/a.csv" }]);
  expect(leftFile(undefined, "release")[0]).not.toHaveProperty("leftFile");
});

test("somebody who is as remembered is not remembered again, whatever commit that was", () => {
  const remembered = entry({ file: "users/all.yaml", endsFile: 1, commit: "0a1b2c3" });
  expect(planOf({ declared: [user()], actual: [shown()], remembered: [remembered] }).remember).toEqual([]);
});
