import { DEFAULT_SETTINGS } from "../../model/settings.ts";
import type { Words } from "../../render/words/words.ts";
import type { Answers, OfferedConnector } from "./answers.ts";
import type { NewFile } from "./files.ts";

/** By file below `.github/workflows/`. Only commands and flags that exist are in them; a further workflow is a row here. */
const WORKFLOWS: Readonly<Record<string, (answers: Answers, config: string, words: Words) => string>> = {
  "meibo-plan.yml": planOnPullRequests,
};

export function workflowsOf(answers: Answers, config: string, words: Words): readonly NewFile[] {
  return Object.entries(WORKFLOWS).map(([name, textOf]) => [
    `.github/workflows/${name}`,
    textOf(answers, config, words),
  ]);
}

/** Pinned by commit: a tag can be moved. */
const CHECKOUT = "actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1";
const SETUP_NODE = "actions/setup-node@820762786026740c76f36085b0efc47a31fe5020 # v7.0.0";

function planOnPullRequests({ connector }: Answers, config: string, words: Words): string {
  const { users, roles, facts, approvals } = DEFAULT_SETTINGS.sources;
  const paths = [...new Set([...users.map(folderOf), ...roles.map(folderOf), ...facts.map(folderOf)])];
  const quoted = [...paths, config, approvals].map((path) => JSON.stringify(path)).join(", ");
  const global = config === "meibo.yaml" ? "" : ` --config ${config}`;
  return `name: meibo plan
on:
  pull_request:
    paths: [${quoted}]
permissions:
  contents: read
concurrency:
  group: meibo-plan-\${{ github.event.pull_request.number }}
  cancel-in-progress: true
jobs:
  plan:
    runs-on: ubuntu-latest
    timeout-minutes: 10
${ENVIRONMENTS[connector]}    steps:
      - uses: ${CHECKOUT}
        with: { fetch-depth: 0, persist-credentials: false }
      - uses: ${SETUP_NODE}
        with: { node-version: 24, package-manager-cache: false }
      # ${words.init.comments.install}
      - run: npm ci
      - run: npx meibo${global} validate --format github
${connector === "http" ? planSteps(global, words) : ""}`;
}

/** Where the token is kept; whoever may read it is set up there. The embedded tenant needs none, and is not on the runner. */
const ENVIRONMENTS = {
  local: "",
  http: "    environment: miitel-read\n",
} as const satisfies Readonly<Record<OfferedConnector, string>>;

function planSteps(global: string, { init: { comments } }: Words): string {
  return `      # ${comments.token}
      - name: plan
        run: npx meibo${global} plan --base "$BASE" --md plan.md
        env:
          BASE: \${{ github.event.pull_request.base.sha }}
          MEIBO_TOKEN: \${{ secrets.MEIBO_READ_TOKEN }}
      - name: summary
        if: always()
        run: test ! -f plan.md || cat plan.md >> "$GITHUB_STEP_SUMMARY"
`;
}

/** Every file of it, whatever its kind: a spreadsheet that is renamed counts too. */
function folderOf(glob: string): string {
  return `${glob.slice(0, glob.indexOf("/"))}/**`;
}
