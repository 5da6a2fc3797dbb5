import { SEAT_FIELDS, SEAT_PRODUCTS, type SeatProduct } from "../model/seats.ts";
import { asLoginId, type LoginId, type TenantState, type Values } from "../model/user.ts";
import { BASELINE } from "./baseline.ts";
import {
  COMPANY_DOMAIN,
  COMPANY_SUBSCRIPTIONS,
  type CompanyRole,
  DEPARTMENTS,
  type Department,
  FUTURE_LOGINS,
  KNOWN_PEOPLE,
  type KnownPerson,
  QUOTAS,
  ROLE_VALUES,
  USUAL_SIZE,
} from "./company.ts";
import type { TenantContract } from "./contract.ts";
import { englishName, indonesianName, japaneseName, type PersonName } from "./names.ts";
import { type Random, randomFrom } from "./random.ts";

/** Somebody to fill a tenant with, and what a roster would say of them. */
export interface SeedUser {
  readonly loginId: LoginId;
  readonly name: string;
  readonly state: TenantState;
  /** Of every key; a permission that is missing is off. */
  readonly values: Values;
  readonly department: string;
  readonly role: string;
  /** Services the user has connected to MiiTel Meetings. */
  readonly integrations?: readonly string[];
  /** Cells of the tenant's extra columns, by header. */
  readonly extra?: Readonly<Record<string, string>>;
}

/** A believable company of 1 to 100,000 people; the same count and seed give the same people. */
export function makePeople(count: number, seed: number): { people: readonly SeedUser[]; contract: TenantContract } {
  const random = randomFrom(seed);
  const staff = staffOf(count, random);
  const choices = choose(staff, count, random);
  const people = staff.map((person) => seedUserOf(person, choices));
  return { people, contract: contractFor(people) };
}

interface Person extends PersonName {
  readonly department: Department;
  readonly role: CompanyRole;
  readonly extension: number;
  readonly known?: KnownPerson;
}

/** Two admins come first; everybody else is spread over the departments by their shares. */
function staffOf(count: number, random: Random): readonly Person[] {
  const sure = Math.min(2, count);
  const isIt = (department: Department) => department.name === "it";
  const shares = DEPARTMENTS.map((department) => department.share - (isIt(department) ? 2 : 0));
  const sizes = apportion(count - sure, shares);
  const names = nameBook(random);
  return DEPARTMENTS.flatMap((department, index) =>
    departmentStaff(department, (sizes[index] ?? 0) + (isIt(department) ? sure : 0), names, random),
  );
}

/** Parts of a whole in these proportions; what is left over goes to the largest fractions. */
function apportion(total: number, shares: readonly number[]): readonly number[] {
  const whole = shares.reduce((sum, share) => sum + share, 0);
  const exact = shares.map((share) => (total * share) / whole);
  const left = total - exact.reduce((sum, part) => sum + Math.floor(part), 0);
  const byFraction = [...exact.keys()].sort((a, b) => fraction(exact[b]) - fraction(exact[a]) || a - b);
  const lucky = new Set(byFraction.slice(0, left));
  return exact.map((part, index) => Math.floor(part) + (lucky.has(index) ? 1 : 0));
}

function fraction(part = 0): number {
  return part - Math.floor(part);
}

function departmentStaff(
  department: Department,
  size: number,
  names: (department: Department) => PersonName,
  random: Random,
): readonly Person[] {
  const known = KNOWN_PEOPLE.filter((person) => person.department === department.name).slice(0, size);
  const roles = random.shuffle(openRoles(department, size, known));
  const reserved = new Set(known.flatMap(({ extension }) => extension ?? []));
  const numbers = numbersOf(department, reserved);
  const next = () => numbers.next().value ?? 0;
  return [
    ...known.map((person) => ({ ...person, department, extension: person.extension ?? next(), known: person })),
    ...roles.map((role) => ({ ...names(department), department, role, extension: next() })),
  ];
}

/** The roles of the department that the known people leave to others. */
function openRoles(department: Department, size: number, known: readonly KnownPerson[]): readonly CompanyRole[] {
  const counts = apportion(
    size,
    department.roles.map(([, share]) => share),
  );
  const open = department.roles.flatMap(([role], index) => Array<CompanyRole>(counts[index] ?? 0).fill(role));
  for (const { role } of known) open.splice(Math.max(0, open.indexOf(role)), 1);
  return open;
}

function* numbersOf({ extensions }: Department, reserved: ReadonlySet<number>): Generator<number, undefined> {
  for (const { first, last } of [extensions, extensions.wider]) {
    for (let number = first; number <= last; number += 1) if (!reserved.has(number)) yield number;
  }
  return undefined;
}

const TRIES = 6;

/** Names by place, each Login ID once: a name that comes up again and again gets a number, as in real companies. */
function nameBook(random: Random): (department: Department) => PersonName {
  const used = new Set([...KNOWN_PEOPLE.map(({ login }) => login), ...FUTURE_LOGINS]);
  const copies = new Map<string, number>();
  const nextLogin = (login: string): string => {
    const copy = (copies.get(login) ?? 1) + 1;
    copies.set(login, copy);
    return used.has(`${login}${copy}`) ? nextLogin(login) : `${login}${copy}`;
  };
  return (department) => {
    let person = drawName(department, random);
    for (let tries = 1; tries < TRIES && used.has(person.login); tries += 1) person = drawName(department, random);
    const login = used.has(person.login) ? nextLogin(person.login) : person.login;
    used.add(login);
    return { name: person.name, login };
  };
}

function drawName({ abroad }: Department, random: Random): PersonName {
  if (abroad) return indonesianName(random);
  return random.below(20) === 0 ? englishName(random) : japaneseName(random);
}

/** Who is an exception, beyond the people who are known for it. */
type Choices = Readonly<Record<keyof typeof QUOTAS, ReadonlySet<Person>>>;

function choose(staff: readonly Person[], count: number, random: Random): Choices {
  const pick = (quota: number, known: (person: KnownPerson) => boolean, fits: (person: Person) => boolean) => {
    const there = staff.filter((person) => person.known !== undefined && known(person.known)).length;
    const wanted = Math.max(0, Math.round((count * quota) / USUAL_SIZE) - there);
    return new Set(random.shuffle(staff.filter((person) => !person.known && fits(person))).slice(0, wanted));
  };
  return {
    inactive: pick(
      QUOTAS.inactive,
      ({ state }) => state === "inactive",
      ({ role }) => role !== "it-admin",
    ),
    phoneMobile: pick(
      QUOTAS.phoneMobile,
      ({ exceptions }) => exceptions?.["phoneMobile.enabled"] === true,
      ({ role }) => hasPhone(role),
    ),
    viewersWithPhone: pick(
      QUOTAS.viewersWithPhone,
      () => false,
      ({ role, department }) => role === "viewer" && department.name === "back-office",
    ),
    agentsWithRecordings: pick(
      QUOTAS.agentsWithRecordings,
      () => false,
      ({ role }) => role === "sales-agent",
    ),
  };
}

function hasPhone(role: CompanyRole): boolean {
  const values: Values = ROLE_VALUES[role];
  return values["phone.enabled"] === true;
}

function seedUserOf(person: Person, choices: Choices): SeedUser {
  const { name, login, department, role, known } = person;
  const isInactive = known?.state === "inactive" || choices.inactive.has(person);
  return {
    loginId: asLoginId(`${login}@${COMPANY_DOMAIN}`),
    name,
    state: isInactive ? "inactive" : "active",
    values: { ...BASELINE, ...whereabouts(person), ...ROLE_VALUES[role], ...exceptionsOf(person, choices) },
    department: department.name,
    role,
    ...(known?.integrations === undefined ? {} : { integrations: known.integrations }),
  };
}

function whereabouts({ name, department, extension }: Person): Values {
  const isJapanese = /[^\x20-\x7e]/.test(name);
  return {
    name,
    extension: String(extension),
    locale: isJapanese ? "ja" : "en",
    timeZone: department.abroad ? "Asia/Jakarta" : "Asia/Tokyo",
  };
}

function exceptionsOf(person: Person, choices: Choices): Values {
  return {
    ...(choices.phoneMobile.has(person) ? { "phoneMobile.enabled": true } : {}),
    ...(choices.viewersWithPhone.has(person) ? { "phone.enabled": true } : {}),
    ...(choices.agentsWithRecordings.has(person) ? { "analytics.downloadRecordings": true } : {}),
    ...person.known?.exceptions,
  };
}

/** A few percent more seats than are used, in tens, as contracts are. */
function contractFor(people: readonly SeedUser[]): TenantContract {
  const seats = { total: seatsFor(people.length) };
  const used = SEAT_PRODUCTS.map((product): [SeatProduct, number] => [product, usersOf(product, people)]);
  const products = used.filter(([, users]) => users > 0).map(([product, users]) => [product, seatsFor(users)]);
  return { subscriptions: COMPANY_SUBSCRIPTIONS, seats: { ...seats, ...Object.fromEntries(products) } };
}

function usersOf(product: SeatProduct, people: readonly SeedUser[]): number {
  return people.filter(({ values }) => values[SEAT_FIELDS[product]] === true).length;
}

function seatsFor(users: number): number {
  return Math.ceil((users * 1.03) / 10) * 10;
}
