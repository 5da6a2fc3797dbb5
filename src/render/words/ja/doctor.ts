import type { DOCTOR_PHRASES } from "../../../model/doctor-phrases.ts";

export const DOCTOR: Readonly<Record<(typeof DOCTOR_PHRASES)[number], string>> = {
  "CODEOWNERS names nobody for {names}": "CODEOWNERSには次のファイルに同意する人が書かれていません: {names}",
  "CODEOWNERS says who has to agree to approvals and to the configuration":
    "承認と設定に同意する人はCODEOWNERSに書かれています",
  "GitHub does not look for workflows in a folder of the repository":
    "GitHubはリポジトリの中のフォルダーにあるワークフローを見ません",
  "Node {version}; meibo needs {oldest} or later": "Node {version}（meiboには{oldest}以降が必要です）",
  "Windows has other rights than those that are looked at here":
    "Windowsのアクセス権は仕組みが違うため、ここでは調べません",
  "a run holds the lock: {holder} on {host}, run {run}, since {since}":
    "実行がロックを保持しています: {host}の{holder}、実行 {run}、{since}から",
  "add a line at its end for each of them, with a team": "ファイルごとに、末尾に1行ずつチームと一緒に追加してください",
  "add the line .meibo/ to .gitignore": ".gitignore に .meibo/ の行を追加してください",
  "add them to subscriptions in meibo.yaml, or download the file again":
    "meibo.yaml の subscriptions に追加するか、ファイルをダウンロードし直してください",
  "add them to subscriptions in meibo.yaml; until then meibo leaves their columns as they are":
    "meibo.yaml の subscriptions に追加してください。それまで、meiboはその列に手を付けません",
  "add them, or move the file away and run meibo init --yes, which writes it anew":
    "追加するか、ファイルを別の場所に移して meibo init --yes で書き直してください",
  "age-keygen makes a key; write its public half, which begins with age1, under passwords.ageRecipients":
    "鍵は age-keygen で作れます。age1 で始まる公開鍵を passwords.ageRecipients に書いてください",
  "all files of the roster are valid": "名簿のファイルはすべて正しく書かれています",
  "all files of the roster can be read (files: {files})": "名簿のファイルはすべて読み取れます（{files}ファイル）",
  "check connector in meibo.yaml, and whether the tenant is there":
    "meibo.yaml の connector と、テナントが動いているかを確認してください",
  "chmod 700 {path}": "chmod 700 {path} を実行してください",
  "correct the path, or take the line out": "パスを直すか、その行を消してください",
  "declare {encoding} below sources, encoding in meibo.yaml, or save the file as {declared}":
    "meibo.yaml の sources の encoding に {encoding} と書くか、ファイルを {declared} で保存してください",
  "download the file again, or take them out of subscriptions in meibo.yaml":
    "ファイルをダウンロードし直すか、meibo.yaml の subscriptions から外してください",
  "editors are not told the schemas: {file} is missing": "エディターにスキーマが伝わっていません: {file} がありません",
  "files of .meibo/ are in git, with the names of people: {names}":
    "人の名前が入った .meibo/ のファイルがgitに入っています: {names}",
  "files of the roster cannot be read": "名簿のファイルを読み取れません",
  "files of the roster have errors: {errors}": "名簿のファイルにエラーがあります: {errors}件",
  "files.encoding in {file} is {encoding}: YAML would be saved in it, and refused":
    "{file} の files.encoding が {encoding} です。YAMLがこの文字コードで保存され、拒否されます",
  "first passwords are sealed with keys that are whole (keys: {keys})":
    "仮パスワードを封印する鍵に欠けはありません（鍵: {keys}個）",
  "git init makes one; keep it private": "git init で作れます。公開はしないでください",
  "git is not installed here": "ここにはgitがインストールされていません",
  "git leaves .meibo/ out": "gitは .meibo/ を取り込みません",
  "git rm -r --cached .meibo takes them out; earlier commits still hold them":
    "git rm -r --cached .meibo で外せます。以前のコミットには残ります",
  "git would take .meibo/ in, where people are named": "人の名前が入る .meibo/ を、gitが取り込んでしまいます",
  "give this account the right to write there": "このアカウントに書き込みのアクセス権を与えてください",
  "install Node {oldest} or later, from https://nodejs.org":
    "https://nodejs.org からNode {oldest}以降をインストールしてください",
  "install git: who changed what, and who agreed, is kept in it":
    "gitをインストールしてください。誰が何を変え、誰が同意したかはgitに残ります",
  "key number {number} of passwords.ageRecipients is no whole public key of age":
    "passwords.ageRecipients の{number}番目は、ageの完全な公開鍵ではありません",
  "let it run on pull_request": "pull_request で実行するようにしてください",
  "look whether headers in meibo.yaml spells them as the file does":
    "meibo.yaml の headers の書き方がファイルと同じか確認してください",
  "make it private; what was public once may have been copied":
    "非公開にしてください。一度公開されたものは、すでにコピーされている可能性があります",
  "meibo can keep its files in {path}": "meiboは {path} にファイルを保存できます",
  "meibo cannot keep its files in {path}": "meiboは {path} にファイルを保存できません",
  "meibo does not speak the language that MEIBO_LANG names: {value}":
    "MEIBO_LANG の言語にmeiboは対応していません: {value}",
  "meibo has kept nothing in {path} yet": "meiboはまだ {path} に何も保存していません",
  "meibo init --yes --codeowners @ORGANISATION/TEAM writes one":
    "meibo init --yes --codeowners @ORGANISATION/TEAM で書けます",
  "meibo init --yes writes what is missing": "足りないものは meibo init --yes で書けます",
  "meibo remembers nothing yet: the first apply makes {path}":
    "meiboの記録はまだありません。最初の適用が {path} を作ります",
  "meibo schema --write writes them anew": "meibo schema --write で書き直せます",
  "meibo validate shows each of them with its place and its way out":
    "meibo validate で、それぞれの場所と直し方を確認できます",
  "mend its commas, quotes and braces": "コンマ、引用符、括弧を直してください",
  "mend what the machine says, then run meibo doctor again":
    "マシンが示した原因を直してから、もう一度 meibo doctor を実行してください",
  "move that file away; meibo makes the folder itself":
    "そのファイルを別の場所に移してください。フォルダーはmeiboが作ります",
  "move them to {path}": "{path} に移してください",
  "name them under headers in meibo.yaml if they are fields that meibo knows":
    "meiboが知っている項目なら、meibo.yaml の headers に書いてください",
  "no file of the console, *.console.csv, is among the files of users":
    "ユーザーのファイルに、管理画面のファイル（*.console.csv）はありません",
  "no number of seats in meibo.yaml differs from the contract":
    "meibo.yaml のライセンス数に、契約と違うものはありません",
  "no run holds the lock": "ロックを保持している実行はありません",
  "nobody here knows whether the repository is public": "リポジトリが公開されているかどうかは、ここでは分かりません",
  "nothing of .meibo/ is in git": ".meibo/ のものはgitに入っていません",
  "npm install --save-dev meibo, then commit package.json and package-lock.json":
    "npm install --save-dev meibo を実行し、package.json と package-lock.json をコミットしてください",
  "only this account can open {path}": "{path} を開けるのはこのアカウントだけです",
  "other accounts of this machine can open {path}, which names people":
    "人の名前が入る {path} を、このマシンの他のアカウントも開けます",
  "passwords.deliver is age, and passwords.ageRecipients names nobody":
    "passwords.deliver は age ですが、passwords.ageRecipients が空です",
  "passwords.deliver is {deliver}: no password is sealed":
    "passwords.deliver は {deliver} なので、パスワードは封印しません",
  "people are spoken to in the language {language}": "表示言語は {language} です",
  "schemas for editors are missing: {names}": "エディター用のスキーマがありません: {names}",
  "schemas for editors are out of date: {names}": "エディター用のスキーマが古くなっています: {names}",
  "seats.{product} in meibo.yaml is {mine}, the contract has {theirs}; the lower number counts":
    "meibo.yaml の seats.{product} は {mine}、契約は {theirs} です。少ない方が使われます",
  "set files.encoding to utf8, and another one for single files only":
    "files.encoding を utf8 にし、別の文字コードは必要なファイルにだけ設定してください",
  "set it to one of {choices}, or take it out of the environment":
    "{choices} のどれかにするか、環境変数から外してください",
  "set seats.{product} to {theirs}, or take it out: the tenant tells it":
    "seats.{product} を {theirs} にするか、消してください。数はテナントから分かります",
  "set state.kind in meibo.yaml to postgres, or apply on a machine that stays":
    "meibo.yaml の state.kind を postgres にするか、消えないマシンで適用してください",
  "set the clock of this machine by the network; start and end dates depend on it":
    "このマシンの時計をネットワークで合わせてください。開始日と終了日はこの時計で決まります",
  "set {name} again, without them": "それらを除いて {name} を設定し直してください",
  "set {name} where meibo runs; whoever serves the tenant makes a token (meibo tenant token create)":
    "meiboを実行する環境に {name} を設定してください。トークンはテナントを動かしている人が作ります（meibo tenant token create）",
  "sources.encoding names {pattern}, which is no file of users in CSV":
    "sources.encoding の {pattern} に当たる、ユーザーのCSVファイルがありません",
  "subscriptions in meibo.yaml are those of the contract": "meibo.yaml の subscriptions は契約と同じです",
  "subscriptions in meibo.yaml name products that the contract does not have: {names}":
    "meibo.yaml の subscriptions に、契約していないサービスがあります: {names}",
  "take them out of subscriptions in meibo.yaml, or ask RevComm":
    "meibo.yaml の subscriptions から外すか、RevCommに問い合わせてください",
  "the clocks of the tenant and of this machine agree": "テナントとこのマシンの時計は合っています",
  "the clocks of the tenant and of this machine are apart, in seconds: {seconds}":
    "テナントとこのマシンの時計がずれています: {seconds}秒",
  "the columns of the console's files are those of subscriptions":
    "管理画面のファイルの列は subscriptions のとおりです",
  "the configuration cannot be read": "設定を読み取れません",
  "the configuration {file} is not as it should be": "設定 {file} に直すところがあります",
  "the configuration {file} is valid": "設定 {file} は正しく書かれています",
  "the connector does not tell the contract": "このコネクターからは契約が分かりません",
  "the connector {kind} needs no token": "コネクター {kind} にトークンは要りません",
  "the contract has products that subscriptions in meibo.yaml do not name: {names}":
    "契約しているサービスが meibo.yaml の subscriptions にありません: {names}",
  "the editor is told the schemas": "エディターにスキーマが伝わっています",
  "the encoding of every file is certain (files: {files})":
    "どのファイルの文字コードもはっきりしています（{files}ファイル）",
  "the encoding of {file} is not what it has to be": "{file} の文字コードが正しくありません",
  "the environment variable {name} holds a token": "環境変数 {name} にトークンがあります",
  "the files of the roster are valid, and have warnings: {warnings}":
    "名簿のファイルは正しく書かれていますが、警告があります: {warnings}件",
  "the header of {file} cannot be read": "{file} の見出しを読み取れません",
  "the repository is not public": "リポジトリは公開されていません",
  "the repository is public, and its files name people":
    "リポジトリが公開されていますが、ファイルには人の名前が入っています",
  "the schemas are those of this version of meibo": "スキーマはこのバージョンのmeiboのものです",
  "the tenant can be read through the connector {kind} (users: {users})":
    "コネクター {kind} でテナントを読み取れます（ユーザー: {users}名）",
  "the tenant cannot be read": "テナントを読み取れません",
  "the tenant does not tell its time": "テナントからは時刻が分かりません",
  "the tenant has the clock of this machine": "テナントはこのマシンの時計を使っています",
  "the token in the environment variable {name} has spaces or a line break around it":
    "環境変数 {name} のトークンの前後に、空白か改行があります",
  "the workflows of meibo have what they need, and no more rights":
    "meiboのワークフローには必要なものがそろい、余分なアクセス権はありません",
  "the workflows run the meibo of package.json and its lock file, which do not name one":
    "ワークフローは package.json とロックファイルのmeiboを実行しますが、どちらかに書かれていません",
  "there are no files of the roster yet": "名簿のファイルはまだありません",
  "there are no workflows of meibo": "meiboのワークフローはありません",
  "there is no CODEOWNERS: nobody in particular has to agree to a delete or to wider limits":
    "CODEOWNERSがないため、削除や上限の引き上げに誰の同意が要るかが決まっていません",
  "there is no git repository to look at": "調べるgitリポジトリがありません",
  "this could not be looked at: {reason}": "調べられませんでした: {reason}",
  "this folder lies in a git repository": "このフォルダーはgitリポジトリの中にあります",
  "this folder lies in no git repository": "このフォルダーはgitリポジトリの中にありません",
  "wait for it to end; if it is dead, meibo state unlock takes the lock from it":
    "終わるのを待ってください。すでに止まっているなら meibo state unlock でロックを取り上げられます",
  "what meibo remembers cannot be used": "meiboの記録を使えません",
  "what meibo remembers is gone with this runner, and who is taken out of the files stays in MiiTel":
    "meiboの記録はこのランナーと一緒に消え、ファイルから外された人がMiiTelに残ります",
  "what meibo remembers is not kept on this machine": "meiboの記録はこのマシンの外に保存されます",
  "what meibo remembers is whole (ledger: {entries}, journal: {records})":
    "meiboの記録に欠けはありません（台帳: {entries}件、実行履歴: {records}件）",
  "what meibo remembers stays on this machine": "meiboの記録はこのマシンに残ります",
  "where meibo keeps its files there is no folder: {path}":
    "meiboがファイルを保存する場所がフォルダーではありません: {path}",
  "write at its top: permissions: { contents: read }": "先頭に permissions: { contents: read } と書いてください",
  "write below sources, encoding in meibo.yaml: {line}; or save the file as UTF-8":
    "meibo.yaml の sources の encoding に {line} と書くか、ファイルをUTF-8で保存してください",
  "yaml.schemas in {file} does not name {names}": "{file} の yaml.schemas に {names} がありません",
  "{file} has columns of products that subscriptions does not name: {names}":
    "{file} に、subscriptions にないサービスの列があります: {names}",
  "{file} has columns that meibo does not know: {names}": "{file} に、meiboの知らない列があります: {names}",
  "{file} has errors, which come first": "先に {file} のエラーを直す必要があります",
  "{file} has no columns of products that subscriptions names: {names}":
    "{file} に、subscriptions にあるサービスの列がありません: {names}",
  "{file} is Shift_JIS, and nothing declares it": "{file} はShift_JISですが、宣言されていません",
  "{file} is declared as {declared} and is written as {encoding}":
    "{file} は {declared} と宣言されていますが、{encoding} で書かれています",
  "{file} is no JSON, so the editor passes it over": "{file} がJSONではないため、エディターに無視されます",
  "{file} runs on pull_request_target, which hands its secrets to the files of strangers":
    "{file} は pull_request_target で実行されるため、外部の人のファイルに機密情報が渡ります",
  "{file} says nothing of its permissions, so it may get more than it needs":
    "{file} に permissions がないため、必要以上のアクセス権を持つ可能性があります",
};
