// Preloaded into a command: the call of the number in MEIBO_FAIL_AT to the disk, the database or the CSPRNG fails once.
// Counted are calls that name the folder in MEIBO_FAIL_IN, and all of the database and the CSPRNG. What failed is told on descriptor 3.
const fs = require("node:fs");
const crypto = require("node:crypto");
const { syncBuiltinESMExports } = require("node:module");

const at = Number(process.env.MEIBO_FAIL_AT);
const folder = process.env.MEIBO_FAIL_IN;
const { writeSync } = fs;
let calls = 0;

function fails(what) {
  calls += 1;
  if (calls !== at) return;
  writeSync(3, `${what}\n`);
  throw Object.assign(new Error(`EIO: i/o error, ${what}`), { code: "EIO", errno: -5, syscall: what });
}

const isOurs = (path) => String(path?.href ?? path).includes(folder);

function patch(owner, names, counts) {
  for (const name of names) {
    const original = owner[name];
    if (typeof original !== "function") throw new Error(`there is no ${name}`);
    owner[name] = function (...given) {
      if (counts(given, this)) fails(`${name} ${typeof given[0] === "string" ? given[0].slice(0, 60) : ""}`.trim());
      return original.apply(this, given);
    };
  }
}

const SYNC = [
  "readFileSync",
  "writeFileSync",
  "openSync",
  "mkdirSync",
  "existsSync",
  "readdirSync",
  "renameSync",
  "rmSync",
  "lstatSync",
  "statSync",
  "realpathSync",
];
const ASYNC = ["readFile", "writeFile", "open", "mkdir", "readdir", "rename", "rm", "lstat", "stat", "realpath"];
const touches = (given) => given.some(isOurs);

patch(fs, SYNC, touches);
patch(fs, ["fstatSync", "readSync", "fsyncSync"], (given) => opened.has(given[0]));
const opened = new Set();
const { openSync, closeSync } = fs;
fs.openSync = (...given) => {
  const descriptor = openSync(...given);
  if (touches(given)) opened.add(descriptor);
  return descriptor;
};
fs.closeSync = (descriptor) => {
  opened.delete(descriptor);
  return closeSync(descriptor);
};

for (const name of ASYNC) {
  const original = fs.promises[name];
  fs.promises[name] = async (...given) => {
    if (touches(given)) fails(`${name} ${given[0]}`);
    const result = await original(...given);
    if (name === "open" && touches(given)) {
      for (const method of ["writeFile", "sync", "read", "readFile", "stat", "write"]) {
        const own = result[method]?.bind(result);
        if (own !== undefined)
          result[method] = async (...more) => {
            fails(`${method} of ${given[0]}`);
            return await own(...more);
          };
      }
    }
    return result;
  };
}

patch(crypto, ["randomBytes", "randomInt", "randomFillSync"], () => true);

process.removeAllListeners("warning");
const { DatabaseSync, StatementSync } = require("node:sqlite");
patch(DatabaseSync.prototype, ["exec", "prepare"], () => true);
patch(StatementSync.prototype, ["run", "get", "all"], () => true);

syncBuiltinESMExports();
