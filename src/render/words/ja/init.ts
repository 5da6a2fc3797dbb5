import type { INIT as EN } from "../en/init.ts";

export const INIT: typeof EN = {
  questions: {
    language: "meiboの表示言語",
    tenant: "テナントの短い名前",
    connector: "テナントへの接続方法",
    url: "テナントAPIのアドレス（/v1 は付けない）",
    subscriptions: "契約しているもの（スペースで選択、Enterで次へ）",
    timeZone: "多くの人のタイムゾーン",
    domains: "ログイン IDに使えるドメイン（コンマ区切り。空なら制限なし）",
    workflows: "プルリクエストを検査するGitHubワークフローを書きますか？",
    owners: "GitHubで変更に同意する人（例: @aoba-denki/it-help。空なら特に決めない）",
  },
  wrong: {
    tenant: "英小文字、数字、- だけを使ってください（例: aoba）",
    domain: (domain) => `「${domain}」はドメインではありません（例: aoba-denki.example）`,
    owners: "チーム、ユーザー、メールアドレスのどれかにしてください（例: @aoba-denki/it-help）",
  },
  connectors: {
    local: "local: 内蔵テナント（最初の一歩とリハーサル用）",
    http: "http: テナントAPIを話すサーバー（schemas/tenant-api.yaml）",
  },
  subscriptions: {
    phoneMobile: "MiiTel Phone Mobile",
    callCenter: "MiiTel Call Center",
    meetings: "MiiTel Meetings",
    meetingsBot: "MiiTel Meetings：ボット",
    recPod: "MiiTel RecPod",
    salesforce: "MiiTel for Salesforce",
    incomingWebhook: "Incoming Webhook",
  },
  stopped: "中止しました。何も書き込んでいません。",
  configKept: (file) => `${file} はすでにあるので、そのままにします。答えは、まだないファイルに使います。`,
  thenImport: (file) => `次に: meibo import ${file}、続けて meibo plan`,
  notTop: ".github/ をリポジトリの一番上に移してください。GitHubは他の場所を見ません",
  install:
    "ワークフローは package.json のmeiboを実行します: npm install --save-dev meibo を実行し、package-lock.json をコミットしてください",
  noOwners: "CODEOWNERSには誰も書かれていません: meibo init --yes --codeowners @ORGANISATION/TEAM で書けます",
  keepPrivate: "リポジトリは非公開のままにしてください。ファイルには個人情報があります",
  comments: {
    language: "表示の言語。キーとコードは変わらない",
    local: "内蔵テナント: meibo tenant seed でユーザーを入れる",
    http: "トークンは環境変数 MEIBO_TOKEN に置く",
    console: "管理画面のファイルの書き方",
    subscriptions: "契約しているもの。それ以外の列には書き込まない。",
    onRemoval: "記載を外されたユーザー: deactivate | release",
    unmanaged: "どのファイルにも記載がないユーザー: ignore | warn | error",
    deliver: "シングルサインオンでログインする",
    base: "全員。MiiTelの外には何も出さない。",
    owners: "GitHubがこの人たちにレビューを頼む。待つようにするには main を保護する。",
    departments: "部署のファイルはここに書く。最後に一致した行が使われる。",
    install: "package.json とロックファイルが指すmeiboを使う。",
    token:
      "読み取りだけのトークン。ランナーには記録が残らないので、外された人は state.kind が postgres のときに表示される。",
  },
};
