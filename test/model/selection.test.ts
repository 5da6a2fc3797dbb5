import { expect, test } from "vitest";
import { type Choice, chosenPeople, type Person } from "../../src/model/selection.ts";

const PEOPLE: readonly Person[] = [
  { loginIds: ["Ann@aoba.example"], roles: ["sales"], department: "Sales", state: "active", file: "users/a.yaml" },
  { loginIds: ["bob@aoba.example", "robert@aoba.example"], roles: ["sales", "lead"], file: "users/a.yaml" },
  { loginIds: ["cia@aoba.example"], roles: [], department: "IT", state: "inactive", file: "users/jakarta/b.csv" },
];

function chosen(choice: Choice) {
  const { people, unmatched } = chosenPeople(PEOPLE, (person) => person, choice);
  return [
    people.map(({ loginIds: [first = ""] }) => first.slice(0, 3)).join(" "),
    ...unmatched.map(({ kind, word }) => `${kind} ${word}`),
  ];
}

test.each<readonly [string, Choice, readonly string[]]>([
  ["nothing is everybody", {}, ["Ann bob cia"]],
  ["empty lists have no say", { patterns: [], loginIds: [], role: [], file: [] }, ["Ann bob cia"]],
  ["a Login ID in any case", { patterns: ["ANN@AOBA.example"] }, ["Ann"]],
  ["a former Login ID", { patterns: ["robert@*"] }, ["bob"]],
  ["patterns widen each other", { patterns: ["role:lead", "department:it"] }, ["bob cia"]],
  ["Login IDs one by one beside a pattern", { patterns: ["ann@*"], loginIds: ["CIA@aoba.example"] }, ["Ann cia"]],
  ["a role, and any role", { role: ["lead"] }, ["bob"]],
  ["two roles widen", { role: ["lead", "sal*"] }, ["Ann bob"]],
  ["kinds narrow each other", { role: ["sales"], file: ["users/*.yaml"], state: ["active"] }, ["Ann"]],
  ["kinds may leave nobody, and no word is at fault", { role: ["sales"], department: ["IT"] }, [""]],
  ["a file pattern goes through folders with **", { file: ["users/**"] }, ["Ann bob cia"]],
  ["a file pattern stays in its folder with *", { file: ["users/*"] }, ["Ann bob"]],
  ["a word that names nobody is told", { patterns: ["dan@*", "ann@*"], role: ["x"] }, ["", "patterns dan@*", "role x"]],
  ["each Login ID that names nobody is told", { loginIds: ["x@y", "ann@aoba.example"] }, ["Ann", "loginIds x@y"]],
  ["who has no state is in none", { state: ["active", "absent"] }, ["Ann", "state absent"]],
])("%s", (_, choice, expected) => {
  expect(chosen(choice)).toEqual(expected);
});

test("twenty thousand Login IDs of twenty thousand people are found at once", () => {
  const many = Array.from({ length: 20_000 }, (_, n) => ({ loginIds: [`u${n}@aoba.example`], roles: [] }));
  const loginIds = many.map(({ loginIds: [first = ""] }) => first);
  const before = performance.now();
  expect(chosenPeople(many, (person) => person, { loginIds }).people).toHaveLength(20_000);
  expect(performance.now() - before).toBeLessThan(2_000);
});
