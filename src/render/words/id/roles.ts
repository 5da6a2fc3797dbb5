import { countingIn } from "../counting.ts";
import type { ROLES as EN } from "../en/roles.ts";

const { number } = countingIn("id");
const users = (n: number) => `${number(n)} pengguna`;

export const ROLES: typeof EN = {
  allows: (items) => `Mengizinkan: ${items}`,
  allowsNothing: "Analitik hanya di layar; semua yang lain mati",
  found: (roles, same, near) =>
    `peran yang ditemukan: ${number(roles)} peran sama persis dengan ${users(same)}; ${users(near)} punya 1–3 perbedaan sendiri`,
  near: (n) => `+ ${number(n)} dengan perbedaan`,
  alone: (n) => `tidak mirip siapa pun, ditulis lengkap tanpa peran: ${users(n)}`,
  covering: (roles) => `95 % pengguna tercakup oleh ${number(roles)} peran`,
  notCovering: "semua peran bersama mencakup kurang dari 95 % pengguna",
  checks: (found) => `pemeriksaan: ${found}`,
  none: "Tidak ada peran di sini.",
  users,
  head: {
    role: "peran",
    users: "pengguna",
    overrides: "dengan pengecualian",
    extends: "mewarisi",
    description: "keterangan",
  },
  extends: (roles) => `mewarisi ${roles}`,
  off: "semua yang lain mati",
  same: (a, b) => `${a} dan ${b} mengizinkan hal yang sama.`,
  nothingShared: "Tidak ada tiga orang yang pengecualiannya sama, atau yang izinnya sama tanpa peran.",
  shared: (n, all, from) =>
    from === ""
      ? `${users(n)} tanpa peran punya izin yang sama`
      : `${number(n)} dari ${users(all)} dengan ${from} punya pengecualian yang sama`,
  wouldBe: "peran yang terbentuk:",
};
