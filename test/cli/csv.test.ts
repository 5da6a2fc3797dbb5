import { expect, test } from "vitest";
import { meibo } from "./command.ts";
import { appliedFolder, companyFolder } from "./company.ts";

const MORE = `users:
  - loginId: cia@aoba.example
    name: "=Cia"
    startDate: 2099-01-01
`;

function rows(folder: string, ...words: readonly string[]): readonly string[] {
  const { exit, stdout, stderr } = meibo(folder, words);
  if (exit !== 0) throw new Error(stderr);
  expect(stdout.startsWith("\uFEFF")).toBe(true);
  return stdout.slice(1).split("\r\n");
}

const folder = appliedFolder();

test("explain is a row a field, with who says it", () => {
  const [head, ...others] = rows(folder, "explain", "rina@aoba.example", "--csv");
  expect(head).toBe("key,value,code,column,layer,role,through,written,leftAlone,place.file,place.line,place.row");
  expect(others).toContain(
    "meetings.downloadFiles,hostOnly,1,MiiTel Meetings Download files,user,,,1,,users/jakarta.csv,2,1",
  );
  expect(others).toContain("phone.enabled,true,1,MiiTel Phone Enable,role,sales,,,,roles/all.yaml,6,");
  expect(others).toContain("admin,false,0,Administrative privileges,baseline,,,,,users/jakarta.csv,2,1");
  expect(rows(folder, "explain", "ann@aoba.example", "state", "--csv").slice(1)).toEqual([
    "state,active,,,,,,,,users/office.yaml,6,",
    "",
  ]);
  expect(rows(folder, "explain", "ann@aoba.example", "role", "--csv").slice(1)).toEqual([
    "roles,sales,,,,,,,,users/office.yaml,4,",
    "",
  ]);
});

test("seats are a row a kind", () => {
  expect(rows(folder, "seats", "--csv").slice(0, 3)).toEqual([
    "of,now,after,limit,active.now,active.after",
    "total,3,3,6,3,3",
    "phone,2,2,2,2,2",
  ]);
});

test("the log is a row a run, a row a deed, or a row a user of a run", () => {
  const [head = "", run = ""] = rows(folder, "log", "--csv");
  expect(head).toBe(
    "run,at,by,tenant,commit,planHash,end,done.create,done.update,done.activate,done.deactivate,done.delete,failed,notDone,requests,retries,milliseconds,chunks",
  );
  expect(run).toMatch(/^\d{4}-.*,aoba,,[0-9a-f]+,done,3,\d,0,0,0,0,0,\d+,0,\d+,\d+$/);
  const [deeds, ...done] = rows(folder, "log", "--user", "ann@aoba.example", "--csv");
  expect(deeds).toBe("run,by,at,chunk,kind,result,cause,settledBy");
  expect(done.at(-2)).toMatch(/,create,done,,$/);
  const [name = ""] = run.split(",");
  const [ofRun, ...users] = rows(folder, "log", "show", name, "--csv");
  expect(ofRun).toBe("Chunk,Row,what,Login ID,Outcome,Cause");
  expect(users.join()).toContain(",create,ann@aoba.example,done,");
});

test("what comes up is a row a day and person, and no cell is a formula", () => {
  const own = companyFolder({
    "users/late.yaml": MORE.replace("2099-01-01", new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10)),
  });
  const [head, first] = rows(own, "upcoming", "--csv");
  expect(head).toBe("day,kind,loginId,name,reason,decides,ready,place.file,place.line,place.row");
  expect(first).toMatch(/^\d{4}-\d\d-\d\d,create,cia@aoba.example,'=Cia,/);
});
