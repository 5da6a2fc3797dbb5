import type { FactList, Facts } from "../model/facts.ts";
import type { Problem } from "../model/problem.ts";
import { asLoginId } from "../model/user.ts";
import { formOf } from "./checks/login-id.ts";
import type { FactsContent, FactsContentList } from "./contents.ts";
import { type Document, placeIn } from "./document.ts";

/** All facts of all files; a list is complete as soon as one file says so. */
export function readFacts(documents: readonly Document<FactsContent>[]): {
  readonly facts: Facts;
  readonly problems: readonly Problem[];
} {
  const all = documents.map(({ value }) => value);
  const people = (pick: (content: FactsContent) => FactsContentList<string> | undefined) =>
    joined(all.map(pick), asLoginId);
  const sso = all.findLast(({ ssoEnabled }) => ssoEnabled !== undefined)?.ssoEnabled;
  const facts: Facts = {
    incomingCallRuleTargets: joined(
      all.map((content) => content.incomingCallRuleTargets),
      ({ loginId, rule }) => ({ loginId: asLoginId(loginId), rule }),
    ),
    meetingHosts: people((content) => content.meetingHosts),
    meetingUploaders: people((content) => content.meetingUploaders),
    tableThemeOwners: people((content) => content.tableThemeOwners),
    integrations: joined(
      all.map((content) => content.integrations),
      ({ loginId, services }) => ({ loginId: asLoginId(loginId), services }),
    ),
    groups: joined(
      all.map((content) => content.groups),
      (group) => ({ ...group, members: group.members.map(asLoginId) }),
    ),
    ...(sso === undefined ? {} : { ssoEnabled: sso }),
  };
  return { facts, problems: documents.flatMap(checkPeople) };
}

function joined<T, U>(lists: readonly (FactsContentList<T> | undefined)[], make: (entry: T) => U): FactList<U> {
  const written = lists.flatMap((list) => (list === undefined ? [] : [wholeList(list)]));
  return {
    complete: written.some(({ complete }) => complete),
    entries: written.flatMap(({ entries }) => entries.map(make)),
  };
}

function wholeList<T>(list: FactsContentList<T>): { readonly complete: boolean; readonly entries: readonly T[] } {
  if (isList(list)) return { complete: false, entries: list };
  return { complete: list.complete ?? false, entries: list.entries };
}

function isList<T>(list: FactsContentList<T>): list is readonly T[] {
  return Array.isArray(list);
}

function checkPeople(document: Document<FactsContent>): readonly Problem[] {
  return Object.entries(document.value).flatMap(([name, list]) => {
    if (typeof list !== "object") return [];
    const path = isList<unknown>(list) ? [name] : [name, "entries"];
    const { entries } = wholeList<unknown>(list);
    return entries.flatMap((entry, index) => checkEntry(document, [...path, String(index)], entry));
  });
}

function checkEntry(document: Document<FactsContent>, path: readonly string[], entry: unknown): readonly Problem[] {
  const place = (...further: readonly string[]) => placeIn(document, document.value, ...path, ...further);
  if (typeof entry === "string") return formOf(entry, () => place());
  if (typeof entry !== "object" || entry === null) return [];
  if ("loginId" in entry) return formOf(String(entry.loginId), () => place("loginId"));
  const members = "members" in entry && Array.isArray(entry.members) ? entry.members : [];
  return members.flatMap((id, index) => formOf(String(id), () => place("members", String(index))));
}
