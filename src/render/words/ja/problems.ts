import type { ProblemTexts } from "../en.ts";

export const PROBLEMS: ProblemTexts = {
  // ---- MB10: files ------------------------------------------------------------------------------------------
  "yaml-syntax": {
    text: "正しいYAMLではありません: {reason}",
    hint: "その行を直してください。字下げには半角スペースだけを使い、: や # を含む文字列は引用符で囲みます",
  },
  "csv-syntax": {
    text: "正しいCSVではありません: {reason}",
    hint: "区切り文字、引用符、改行を含むセルは引用符で囲み、セルの中の引用符は2つ重ねてください",
  },
  "yaml-look-alike": {
    text: "{wanted}ではなく{character}が入力されています",
    hint: "半角の英数字入力に切り替えて、{wanted}を入力してください",
  },
  "csv-separator-line": {
    text: "先頭の行が見出しではなく、表計算ソフトへの指示です",
    hint: "この行を消してください。区切り文字は見出しから判断します",
  },
  "csv-cells": {
    text: "この行のセルは{got}個、見出しのセルは{expected}個です",
    hint: "この行に区切り文字の不足や余分がないか確認してください",
  },
  "empty-file": {
    text: "このファイルは空です",
    hint: "ファイルを取り除くか、誰も載せないファイルであれば users: [] と書いてください",
  },
  "unknown-key": { text: "「{key}」は不明なキーです", hint: "{suggestion}" },
  "unknown-column": { text: "「{column}」は不明な列です", hint: "{suggestion}" },
  "login-id-twice": {
    text: "{loginId}が2回宣言されています。最初の宣言は{first}にあります",
    hint: "2つの記載のうち一方だけを残してください",
  },
  "role-unknown": { text: "役割「{role}」はありません", hint: "{suggestion}" },
  "role-cycle": {
    text: "役割「{role}」が自分自身を継承しています: {path}",
    hint: "いずれかの役割を extends の一覧から外してください",
  },
  "role-twice": {
    text: "役割「{role}」が2回宣言されています。最初の宣言は{first}にあります",
    hint: "一方の名前を変えるか、1つにまとめてください",
  },
  "password-in-file": {
    text: "名簿のファイルにパスワードを書くことはできません",
    hint: "パスワードを取り除き、ファイルを一度でも共有したことがあれば、そのパスワードを変更してください。パスワードは、ユーザーを追加するときにmeiboが作ります",
  },
  "secret-in-config": {
    text: "{key}には機密情報が入る可能性があります。機密情報をファイルに書くことはできません",
    hint: "機密情報を持つ環境変数の名前を書き、ファイルを一度でも共有したことがあれば、その機密情報を変更してください",
  },
  "leading-zero": {
    text: "引用符のない{value}は、多くのYAMLツールで数値と見なされ、先頭の0が失われます",
    hint: '"{value}" と書いてください',
  },
  "duplicate-key": {
    text: "キー「{key}」がここに2回あります。最初は{first}行目です",
    hint: "2つのうち一方だけを残してください",
  },
  "duplicate-column": {
    text: "2つの列がどちらも「{column}」を表しています",
    hint: "2つの列のうち一方だけを残してください",
  },
  "wrong-shape": { text: "{key}: {expected}が必要ですが、{got}になっています", hint: "{hint}" },
  "missing-key": { text: "「{key}」がありません", hint: "{hint}" },
  "missing-column": {
    text: "「{column}」の列がありません",
    hint: "ユーザーのCSVファイルには、少なくとも「ログイン ID」と「ユーザー名」の列が必要です",
  },
  "role-and-roles": {
    text: "role と roles が同じ場所にあります",
    hint: "roles: [a, b] か role: a のどちらか一方だけを書いてください",
  },
  "yaml-forbidden": {
    text: "名簿では{what}を使えません",
    hint: "値をそのまま書いてください。名簿の中では、何かを別のもので代用することはできません",
  },
  "yaml-documents": {
    text: "ここから2つ目のドキュメントが始まっています",
    hint: "1つのファイルに書けるドキュメントは1つです。--- の行を取り除くか、2つのファイルに分けてください",
  },
  "yaml-directive": {
    text: "%YAML などのディレクティブは使えません",
    hint: "その行を取り除いてください。meiboはYAML 1.2として読みます",
  },
  "yaml-key": {
    text: "「{key}」は名簿で使えるキーではありません",
    hint: "キーは loginId のような普通の文字列です",
  },
  "file-missing": {
    text: "{file}を読めません: {reason}",
    hint: "読めないファイルがある間は、何も計画しません。ファイルの名前とアクセス権を確認してください",
  },
  "file-changed": {
    text: "{file}は読み込み中に変更されました",
    hint: "書き込みが終わるのを待ってから、もう一度meiboを実行してください",
  },
  "file-names-alike": {
    text: "{file}と{other}の違いは、大文字と小文字、または文字の合成のしかただけです",
    hint: "一方の名前を変えてください。WindowsとmacOSでは同じ1つのファイルになり、もう一方に載っている人が抜け落ちます",
  },
  "file-outside": {
    text: "{file}はリポジトリの外を指しています",
    hint: "リンクの代わりに、ファイルのコピーをリポジトリに置いてください",
  },
  "pattern-outside": {
    text: "「{pattern}」はリポジトリの外を指しています",
    hint: "名簿のファイルは、meibo.yaml のあるフォルダーかその下に置きます。そこからのパスを / で区切って書いてください",
  },
  "file-irregular": {
    text: "{file}は{kind}であり、通常のファイルではありません",
    hint: "meibo.yaml の sources が指すフォルダーから取り除いてください",
  },
  "file-kind": {
    text: "{file}はYAMLでもCSVでもありません",
    hint: "名前を .yaml、.csv、.console.csv のいずれかにするか、このファイルに一致する meibo.yaml のパターンを絞ってください",
  },
  "no-config": {
    text: "ここには{file}がありません",
    hint: "meibo init を実行するか、名簿のフォルダーに移動してください",
  },
  "file-large": {
    text: "このファイルは{size}あります。上限は{limit}です",
    hint: "いくつかのファイルに分けてください",
  },
  "files-large": {
    text: "このファイルを加えると、ファイルの合計が{limit}を超えます",
    hint: "meibo.yaml の sources のパターンを絞ってください",
  },
  "files-many": {
    text: "パターンに一致するファイルが{count}個あります。上限は{limit}個です",
    hint: "meibo.yaml の sources.users を絞るか、ファイルをまとめてください",
  },
  "cell-cut": {
    text: "このセルは{limit}文字で終わっています。表計算ソフトが切り捨てる長さです",
    hint: "末尾に何が欠けているかを確認し、短くしてください。名簿にこれほど長いセルはありません",
  },
  "line-long": {
    text: "この行は{size}あります。上限は{limit}です",
    hint: "行を分けてください。名簿にこれほど長い行はありません",
  },
  "too-deep": {
    text: "入れ子が{limit}段を超えています",
    hint: "名簿に必要なのは5段ほどです。[ や - の繰り返しがないか探してください",
  },
  "too-many-parts": {
    text: "この行までに、ファイルの{what}の数が{limit}を超えています",
    hint: "部署ごとに1つにするなど、いくつかのファイルに分けてください",
  },
  "too-many-keys": {
    text: "このマップのキーが{limit}個を超えています",
    hint: "ユーザーはリストで書きます。1名ごとに - loginId: で始めてください",
  },
  "control-character": {
    text: "文字{character}は使えません",
    hint: "消してください。目に見えない文字で、隣にあるものを隠したり変えたりすることがあります",
  },
  "conflict-marker": {
    text: "このファイルにマージの競合が残っています",
    hint: "どちらか一方を選び、<<<<<<<、=======、>>>>>>> のある行を消してください",
  },
  "line-ends": {
    text: "このファイルには異なる改行コードが混在しています: {found}",
    hint: "改行コードを1種類（LFまたはCRLF）にして保存してください",
  },
  "no-match": {
    text: "{key}のパターン「{pattern}」に一致するファイルがありません",
    hint: "meibo.yaml のパターンを直すか取り除いてください。何も見つからないパターンは、人がいなくなったのと同じように見えます",
  },
  "config-version": {
    text: "meibo.yaml のバージョンは{version}ですが、このmeiboが読めるのはバージョン1です",
    hint: "新しいmeiboを使うか、バージョンを直してください",
  },
  "spaces-trimmed": {
    text: "「{value}」の前後のスペースを除いて読みました",
    hint: "ファイルからスペースを消してください",
  },
  "roles-disagree": {
    text: "役割「{first}」と「{second}」で{key}が食い違っています。最後にある「{second}」が優先されます",
    hint: "そのユーザー自身の権限に書くか、どちらかの役割を直してください",
  },
  "approval-twice": {
    text: "承認に{loginId}が2回あります。最初の記載は{first}にあります",
    hint: "2つのうち一方だけを残してください",
  },
  "impact-unknown": {
    text: "{code}は削除の影響ではないため、これでは何も了承されません",
    hint: "{suggestion}",
  },
  "schema-stale": {
    text: "{file} がないか、このフォルダーの役割やプールと合っていません",
    hint: "meibo schema --write で書き直してください",
  },

  "more-alike": {
    text: "ここに表示していない{code}（{kind}）がほかに{more}件あります。全部で{total}件です",
    hint: "原因は1つであることがよくあります。いくつか直してから、もう一度 meibo validate を実行してください",
  },

  // ---- MB11: identity and name ------------------------------------------------------------------------------
  "login-id-format": {
    text: "{loginId}は正しいログイン IDではありません: {reason}",
    hint: "ログイン IDは name@company.example のような形式です。半角の英字、数字、記号 ! # $ % & * + - / = ? ^ _ ` { | } ~ . と1つの @ を使います",
  },
  "login-id-upper": {
    text: "{loginId}に大文字が含まれています",
    hint: "テナントでも大文字の場合を除き、小文字で書いてください。大文字と小文字は区別せずに比較します",
  },
  "login-id-case": {
    text: "{loginId}はテナントでは{actual}と書かれています。同じ人です",
    hint: "テナントと同じ表記で書いてください",
  },
  "name-empty": {
    text: "名前が空です",
    hint: "表示される名前を30文字以内で書いてください",
  },
  "name-long": {
    text: "名前が{length}文字あります。上限は30文字です",
    hint: "短くしてください",
  },
  "name-form": {
    text: "名前「{name}」: {reason}",
    hint: "表示したいとおりに書いてください",
  },
  "name-encoding": {
    text: "「{value}」は{encoding}で書けません: {characters}",
    hint: "{hint}",
  },
  "name-twice": {
    text: "2名のユーザーの名前がどちらも「{name}」です: {first}と{second}",
    hint: "レポートでは2名が同じ名前で表示されます。それで困る場合は、部署や番号を付け加えてください",
  },
  "formula-start": {
    text: "「{value}」は「{character}」で始まるため、表計算ソフトで数式と見なされます",
    hint: "別の文字で始めてください",
  },
  "login-id-domain": {
    text: "{loginId}のドメインは、meibo.yaml で許可されたドメイン（{allowed}）ではありません",
    hint: "ログイン IDを直すか、allowed.loginIdDomains にドメインを追加してください",
  },
  "login-id-long": {
    text: "{loginId}は{length}文字あります",
    hint: "64文字を超えるものは珍しいため、確認してください",
  },

  "login-id-unusual": {
    text: "{loginId}: {reason}",
    hint: "テナントでもこの表記か確認してください。ログイン IDは、ドットが1つ違えば別の人のものです",
  },

  // ---- MB12: extension --------------------------------------------------------------------------------------
  "extension-format": {
    text: "{extension}は内線番号ではありません。内線番号は3～6桁の数字です",
    hint: "{hint}",
  },
  "extension-twice": {
    text: "内線番号{extension}が{first}と{second}の両方に宣言されています",
    hint: "どちらか一方に別の番号を割り当ててください",
  },
  "extension-twins": {
    text: "{second}の内線番号{extension}と{first}の内線番号{other}は、先頭の0だけが異なります",
    hint: "表計算ソフトは先頭の0を落とします。両方の番号を確認し、0が欠けていない番号を引用符で囲んで書いてください",
  },
  "extension-taken": {
    text: "{loginId}の内線番号{extension}は{other}が使用中で、そのまま使い続けます",
    hint: "空いている番号を選ぶか、先に{other}を変更してください",
  },
  "extension-zeros": {
    text: "{loginId}の内線番号{extension}は、テナントの{actual}と先頭の0だけが異なります",
    hint: "表計算ソフトは先頭の0を落とします。意図した変更か確認してください",
  },
  "extension-pool": {
    text: "内線番号{extension}はプール「{pool}」（{ranges}）にありません",
    hint: "プールの番号を選ぶか、meibo.yaml でプールを広げてください",
  },
  "pool-unknown": {
    text: "内線番号のプール「{pool}」はありません",
    hint: "{suggestion}",
  },
  "pool-full": {
    text: "プール「{pool}」に空いている番号がありません（{ranges}）",
    hint: "meibo.yaml でプールを広げるか、いなくなった人の番号を空けてください。誰がどの番号を使っているかは meibo extension list で確認できます",
  },
  "pool-format": {
    text: "{range}は内線番号の範囲ではありません",
    hint: '"2100-2199" または "2100" のように書いてください',
  },

  "extension-short": {
    text: "内線番号{extension}は、{file}のほかの番号（{usual}桁）より短くなっています",
    hint: "表計算ソフトは先頭の0を落とします。0があった場合は書き直し、列の書式を文字列にしてください",
  },

  "extension-group": {
    text: "{loginId}の内線番号{extension}は、グループ「{group}」の番号です",
    hint: "別の番号を選んでください。ユーザーとグループが同じ番号を使えるかどうかは分かっていません",
  },

  // ---- MB13: values -----------------------------------------------------------------------------------------
  "value-unknown": { text: "「{value}」は{key}の値ではありません", hint: "{hint}" },
  "time-zone-not-allowed": {
    text: "{timeZone}は allowed.timeZones（{allowed}）にありません",
    hint: "この中から選ぶか、meibo.yaml に追加してください",
  },
  "date-format": {
    text: "{value}は暦にある日付ではありません",
    hint: "{hint}",
  },
  "dates-order": {
    text: "{later}（{laterDay}）が{earlier}（{earlierDay}）より前になっています",
    hint: "どちらかの日付を直してください",
  },

  "spreadsheet-error": {
    text: "「{column}」が「{value}」になっています。数式が失敗したときや列の幅が足りないときに、表計算ソフトが表示するものです",
    hint: "元の文字列を書いてください。表計算ソフトでは、数式ではなく値を貼り付けてください",
  },
  "spreadsheet-change": {
    text: "「{column}」が「{value}」になっています。表計算ソフトが変えたようです: {reason}",
    hint: "{hint}",
  },

  // ---- MB21: permissions ------------------------------------------------------------------------------------
  "phone-mobile-needs-phone": {
    text: "phoneMobile には phone が必要です",
    hint: "phone: true にするか、phoneMobile を外してください",
  },
  "cc-admin-needs-call-center": {
    text: "callCenter.admin には callCenter が必要です",
    hint: "callCenter.enabled: true にするか、callCenter.admin を外してください",
  },
  "bot-needs-meetings": {
    text: "meetings.useBot には meetings が必要です",
    hint: "meetings.enabled: true にするか、meetings.useBot を外してください",
  },
  "monitoring-needs-phone": {
    text: "phone がないと monitoring は機能しません",
    hint: "phone: true にするか、monitoring を外してください",
  },
  "dialer-needs-call-center": {
    text: "callCenter がないと callCenter.editPredictiveDialer は機能しません",
    hint: "callCenter.enabled: true にするか、callCenter.editPredictiveDialer を外してください",
  },
  "not-subscribed": {
    text: "{key}がオンになっていますが、「{subscription}」は契約していません",
    hint: "外すか、契約に含まれている場合は meibo.yaml の subscriptions に「{subscription}」を追加してください",
  },
  "zero-trap": {
    text: "{key}が0になっています。0は最も範囲の広い all を意味します",
    hint: "はい・いいえの項目では0はオフですが、ここではすべてになります。2（none）または1（hostOnly）のつもりならその値を、意図してすべてにするなら all を書いてください",
  },

  // ---- MB22: seats ------------------------------------------------------------------------------------------
  "seats-exceeded": {
    text: "ライセンスの使用数は計画後{after}（{of}）、現在{now}、契約{limit}です。{who}の分のライセンスが残っていません",
    hint: "RevCommにライセンスの追加を依頼するか、これらのユーザーを除くか、ライセンスを空けてください。ライセンスを空けられるユーザー: {free}",
  },
  "seats-need-delete": {
    text: "次のユーザーを削除するまで、新しいユーザーのライセンスに空きがありません。削除は最後に行われます: {who}",
    hint: "approvals.yaml の該当する承認に deleteFirst: true を加えるか、先に別の実行で削除してください",
  },
  "seats-short-meanwhile": {
    text: "途中で同時に使用するライセンスが{peak}（{of}）になります。契約は{limit}です",
    hint: "2回の実行に分けてください。無効な状態で追加するユーザーは無効にするまでライセンスを使い、管理者は次の管理者が加わるまで自分のライセンスを使い続けます",
  },
  "seats-nearly-full": {
    text: "計画後のライセンスの使用数は{limit}のうち{after}（{of}）、現在は{now}です。残りは{left}です",
    hint: "早めにRevCommにライセンスの追加を依頼してください",
  },

  // ---- MB23: guards -----------------------------------------------------------------------------------------
  "too-few-admins": {
    text: "残る有効な管理者は{left}名です。最少人数は{limit}名です（guards.minAdmins）",
    hint: "このうち1名をそのままにするか、別の人を管理者にしてください: {who}",
  },
  "selection-needs-admin": {
    text: "選択した分だけでは、残る有効な管理者は{left}名です。最少人数は{limit}名です（guards.minAdmins）",
    hint: "管理者になるユーザーも選択するか、計画全体を適用してください",
  },
  "protected-user": {
    text: "{loginId}は保護されています: {what}",
    hint: "この変更を取り除くか、単独の変更として meibo.yaml の protect からこのユーザーを外してください",
  },
  "own-account": {
    text: "{loginId}はmeiboがログインに使うアカウントです: {what}",
    hint: "この変更を取り除いてください。meiboを実行するアカウントが、途中で自分を締め出すことはできません",
  },
  "too-many-deletes": {
    text: "削除が{count}名{recent}で、全{total}名のユーザーの{percent}です（上限: {limit}名、{limitPercent}）{source}",
    hint: "少しずつ削除するか、guards.maxDeletes と guards.maxDeletePercent を引き上げてください",
  },
  "too-many-deactivations": {
    text: "無効化と管理解除が{count}名{recent}で、全{total}名の有効なユーザーの{percent}です（上限: {limit}名、{limitPercent}）{source}",
    hint: "まずファイルを確認してください。ファイルが失われると、人がいなくなったのと同じように見えます。または、guards.maxDeactivations と guards.maxDeactivatePercent を引き上げてください",
  },
  "too-many-updates": {
    text: "更新が{count}名{recent}で、全{total}名のユーザーの{percent}です（上限: {limitPercent}）{source}",
    hint: "これほど多くを変更した役割またはファイルを確認するか、guards.maxUpdatePercent を引き上げてください",
  },
  "too-many-creates": {
    text: "追加が{count}名{recent}です（上限: {limit}名）{source}",
    hint: "テナントが正しいことを確認するか、guards.maxCreates を引き上げてください",
  },
  "too-many-admin-changes": {
    text: "管理者権限を得る、または失うユーザーが{count}名です。上限は{limit}名です（{who}）{source}",
    hint: "管理者は数名ずつ変更するか、guards.maxAdminChanges を引き上げてください",
  },
  "unmanaged-users": {
    text: "どのファイルにも記載のないユーザーがテナントに{count}名います（{who}）",
    hint: "取り込むか、ignore に書くか、meibo.yaml で unmanaged: warn にしてください",
  },
  "delete-not-approved": {
    text: "{loginId}の削除は承認されていません: {reason}",
    hint: "{hint}",
  },
  "deletes-forbidden": {
    text: "{loginId}の削除: meibo.yaml で削除が禁止されています（guards.deletes）",
    hint: "state: inactive と宣言するか、guards.deletes: approval にしてください",
  },
  "waiting-period": {
    text: "{loginId}は無効になってからの日数が足りず、まだ削除できません。削除できるのは{from}からです（guards.deleteAfterInactiveDays: {days}）",
    hint: "待つか、承認に overrideWaiting: true を書いてください",
  },
  "file-policy": {
    text: "{file}で{who}に与えている{key}: {value}は、policy.files（{match}の規則）によりこのファイルでは許可されていません{source}",
    hint: "外すか、それを与えてよいファイルにこれらのユーザーを宣言してください",
  },
  "role-required": {
    text: "{file}の{who}には役割が必要です（policy.roles.requireFor）",
    hint: "記載ごとに、またはファイル全体に役割を指定するか、別のファイルにこれらのユーザーを宣言してください",
  },
  "too-many-overrides": {
    text: "役割のほかに記載で設定している権限が{count}件あります（{keys}）。上限は{limit}件です（policy.roles.maxOverrides）。{file}の対象者: {who}",
    hint: "合う役割を割り当てるか、合う役割を作ってください",
  },
  "base-limits": {
    text: "ベースブランチの上限だけによって拒否されました: {codes}",
    hint: "ここで緩めた上限は、マージされてから有効になります。上限は単独のプルリクエストで変更してください",
  },
  "empty-roster": {
    text: "ファイルには誰も宣言されていませんが、meiboの記録には{managed}名のユーザーがいます",
    hint: "meibo.yaml の sources.users とフォルダーを確認してください。空の名簿が、全員を締め出す指示として扱われることはありません",
  },
  "empty-tenant": {
    text: "テナントの応答にはユーザーがいませんが、meiboの記録には{managed}名います",
    hint: "コネクターを確認してください。空の応答からは何も計画しません",
  },
  "tenant-shrank": {
    text: "テナントに表示されるユーザーは{now}名、前回の実行時は{before}名で、{percent}減っています（上限: {limitPercent}）",
    hint: "ユーザーの一覧を確認してください。ユーザーが本当にいなくなっている場合は、この実行のために guards.maxShrinkPercent を引き上げてください",
  },
  "file-end-lost": {
    text: "{file}の最後にいた{last}が、どのファイルにもいなくなりました。このファイルの{count}名がアクセスを失います: {who}",
    hint: "失われたファイル、空になったファイル、途中で切れたファイルは、ちょうどこのように見えます。元に戻してください。いなくなった人には、記載に state: inactive または endDate を書きます。それを適用した後は、記載を外せます",
  },

  // ---- MB24: order ------------------------------------------------------------------------------------------
  "login-id-rename": {
    text: "{loginId}のログイン IDは{before}からの変更です。「編集」画面での手作業になります",
    hint: "ログイン IDを確実に変更できる管理画面のファイルはありません",
  },
  "rename-question": {
    text: "新しい{loginId}は、ファイルから外れた{other}と同じ人ですか？{same}が同じです",
    hint: "同じ人なら、{loginId}の記載に previousLoginIds: [{other}] と書いてください。違う人なら、一方を加えることともう一方を外すことを2回に分けるか、--allow MB2406 で通してください",
  },
  "rename-extension": {
    text: "新しい{loginId}は、ファイルから外れた{other}と同じ人ですか？{same}が同じで、{other}はまだ内線番号{extension}を使っています",
    hint: "同じ人なら、{loginId}の記載に previousLoginIds: [{other}] と書いてください。違う人なら、{loginId}に別の内線番号を割り当ててください",
  },
  "by-hand": {
    text: "コネクター「{connector}」は{kind}を実行できません。{count}名分の手作業が残ります（{who}）",
    hint: "管理画面で行ってから、もう一度 meibo plan を実行してください。済んでいると分かったものは記録されます",
  },
  "account-twice": {
    text: "アカウント{account}について、{loginId}の記載は「{what}」、{other}の記載は「{otherWhat}」になっています",
    hint: "{account}をどうするかは、1つの記載だけに書いてください",
  },
  "not-in-snapshot": {
    text: "{loginId}はファイルにありますが、MiiTelから読み取れた内容にはありません。無効、または削除済みですか？",
    hint: "「ユーザー設定」でユーザーを探してください。誰にも見えないユーザーについては、何も計画しません",
  },
  "former-exists": {
    text: "{loginId}と、以前のログイン IDである{before}の両方がテナントにあります",
    hint: "別々の人なら、previousLoginIds からもう一方を外してください。同じ人なら、使っていないほうのアカウントを削除してください",
  },
  "gone-from-tenant": {
    text: "{loginId}は前回の実行時にはテナントにいましたが、今はいません。この計画では新たに追加します",
    hint: "誰かが意図して削除した可能性があります。その場合は、ファイルから記載を外してください",
  },
  "extension-cycle": {
    text: "{users}は内線番号を入れ替えますが、空いている予備の番号がありません",
    hint: 'meibo.yaml に空いている番号を指定してください: extensionPools: { spare: ["9990-9999"] }',
  },

  "selection-needs-extension": {
    text: "{loginId}に割り当てる内線番号{extension}は{other}がまだ使用中です。{other}は選択されていないため、そのまま使い続けます",
    hint: "{other}も選択するか（--only）、計画全体を適用してください",
  },
  "selection-needs-seat": {
    text: "{others}が空けるはずのライセンス（{of}）がないと、{users}の分の空きがありません。{others}は選択されていません",
    hint: "それらのユーザーも選択するか（--only）、計画全体を適用してください",
  },

  // ---- MB31: the tenant's own files -------------------------------------------------------------------------
  "console-header": {
    text: "管理画面のファイルではありません: {reason}",
    hint: "「ユーザー設定」からもう一度ダウンロードし、先頭の行はそのままにしてください。ほかの列名は meibo.yaml に書きます",
  },
  "console-unknown-columns": {
    text: "meiboが知らない列はそのまま残します: {columns}",
    hint: "対応は不要です",
  },
  "encoding-unknown": {
    text: "文字コードを判別できません。UTF-8でもShift_JISでもありません（最初の不正なバイト: {offset}）",
    hint: "ファイルをUTF-8で保存してください",
  },
  "encoding-mixed": {
    text: "この行はUTF-8ですが、{other}行目は違います",
    hint: "ファイル全体をUTF-8で保存するか、meibo.yaml の sources.encoding に文字コードを指定してください",
  },
  "encoding-declared": {
    text: "このファイルは{encoding}と宣言されていますが、実際は違います（バイト: {offset}）",
    hint: "宣言どおりの文字コードで保存するか、meibo.yaml の sources.encoding を直してください",
  },
  "encoding-yaml": {
    text: "このYAMLファイルはUTF-8ではありません（バイト: {offset}）",
    hint: "UTF-8で保存してください。Shift_JISにできるのはCSVファイルだけです",
  },
  "encoding-wide": { text: "このファイルは{encoding}です", hint: "{hint}" },
  "console-empty": {
    text: "このダウンロードには見出しだけがあり、ユーザーがいません",
    hint: "「ユーザーを一括更新」からもう一度ダウンロードするか、「ユーザー設定」の「CSV ダウンロード」を使ってください",
  },

  // ---- MB40: applying ---------------------------------------------------------------------------------------
  "tenant-moved": {
    text: "計画の後に、テナントで{loginId}が変わりました",
    hint: "もう一度計画し、違いを確認してください",
  },
  "plan-moved": {
    text: "{loginId}は{file}の内容と異なっています: 当時は「{before}」、今は「{now}」",
    hint: "計画を保存した後の変化: {moved}。meibo plan --out {file} で新しい計画を作り、確認してください",
  },
  "plan-extension-taken": {
    text: "{loginId}に割り当てる内線番号{extension}は、{file}を保存したときは空いていましたが、今は{other}のものです",
    hint: "meibo plan --out {file} で新しい計画を作り、確認してください。先に{other}がその番号を手放す必要があります",
  },
  "plan-seats-taken": {
    text: "{file}を保存したときは{users}の分のライセンス（{of}）がありましたが、今は空きがありません。{others}はライセンスを空けるはずですが、この計画に含まれていません",
    hint: "meibo plan --out {file} で新しい計画を作り、確認してください",
  },
  "plan-order-moved": {
    text: "{file}の変更は、今は別の手順になります",
    hint: "meibo plan --out {file} で新しい計画を作ってください。内線番号、ライセンス、またはチャンクの大きさが当時と異なります",
  },
  "plan-done": {
    text: "{file}の内容はすべて完了しています。すべてテナントに表示されています",
    hint: "何も適用していません。残っているものもありません",
  },
  "row-rejected": {
    text: "テナントが{loginId}を却下しました（チャンク{chunk}、{row}行目）: {cause}",
    hint: "記載を直して、もう一度適用してください。ほかはすべて続行しました",
  },
  "not-visible-yet": {
    text: "{loginId}はまだ計画どおりになっていません: {what}",
    hint: "新しいユーザーは表示されるまで時間がかかることがあります。後でもう一度 meibo apply を実行してください",
  },
  "lock-held": {
    text: "別の適用がロックを保持しています: {holder}（{since}から）",
    hint: "終わるまで待ってから、もう一度適用してください",
  },
  "lock-just-taken": {
    text: "ちょうど今、別の適用がロックを取得しました",
    hint: "終わるまで待ってから、もう一度適用してください",
  },
  "tenant-unreadable": {
    text: "テナントを読み取れません: {reason}",
    hint: "{hint}",
  },
  "plan-invalid": {
    text: "{file}は適用できません: {reason}",
    hint: "meibo plan --out {file} で新しい計画を作ってください",
  },
  "only-nobody": {
    text: "--only {pattern} に該当する人はいません",
    hint: "{hint}",
  },
  "selects-nobody": {
    text: "{selected} に該当する人はいません",
    hint: "{hint}",
  },
  "selection-saved": {
    text: "{file}は対象者が決まっている計画です。{flags} でその中から選ぶことはできません",
    hint: "別の計画を作ってください: meibo plan {flags} --out {file}",
  },
  "nothing-planned": {
    text: "何も計画せず、何も送信していません: {reason}",
    hint: "原因を直してから、もう一度 meibo apply を実行してください",
  },
  "resume-alone": {
    text: "--resume は前回の実行の対象者で続行します。{flags} でその中から選ぶことはできません",
    hint: "{flags} を外すか、--resume を外してください",
  },
  "connector-missing": {
    text: "このmeiboにコネクター「{kind}」はありません",
    hint: "meibo.yaml の connector.kind を次のいずれかにしてください: {known}",
  },
  "store-missing": {
    text: "このmeiboに記録の保存先「{kind}」はありません",
    hint: "meibo.yaml の state.kind を次のいずれかにしてください: {known}",
  },
  "not-approved-here": {
    text: "ここでは、適用してよいかを誰にも確認できません",
    hint: "計画を確認した後で、meibo apply --auto-approve を実行してください",
  },
  "file-exists": {
    text: "{file}はすでにあります",
    hint: "何も書き込んでいません。--out で別のファイルを指定するか、このファイルを移動してください",
  },
  "sheet-exists": {
    text: "{file}はすでにあります",
    hint: "何も書いていません。--out で別のファイルを指定するか、--force で上書きしてください",
  },
  "plan-among-sources": {
    text: "計画を{file}として保存すると、sources.{kind} のファイルの1つとして読み込まれます（{pattern}）",
    hint: "何も書き込んでいません。--out で、meibo.yaml と同じ場所の plan.json など別のファイルを指定してください",
  },
  "sheet-among-sources": {
    text: "{file}として書いたシートは sources.{kind} のファイルとして読まれ（{pattern}）、全員が二重に宣言されます",
    hint: "何も書いていません。それらのフォルダの外のファイルを --out で指定してください",
  },
  "not-agreed": {
    text: "計画への同意がありませんでした。何も適用していません",
    hint: "いつでももう一度 meibo apply を実行できます",
  },
  "row-held": {
    text: "テナントがアップロード全体を拒否したため、{loginId}（チャンク{chunk}、{row}行目）は保留されました: {cause}",
    hint: "もう一度 meibo apply を実行してください。拒否されたものは上に示しています",
  },
  environment: {
    text: "マシンが処理を拒否しました: {reason}",
    hint: "フォルダーの読み書きができるか、ディスクに空きがあるかを確認してください。それまでにmeiboが行ったことは実行履歴にあります",
  },
  "tenant-filled": {
    text: "内蔵テナントにはすでにユーザーが{count}名います",
    hint: "先に空にしてください: meibo tenant reset",
  },
  "serve-open": {
    text: "{host}にはほかのマシンから接続でき、通信の内容を途中で読まれる可能性があります",
    hint: "--tls-key と --tls-cert を指定するか、手前にあるものがTLSで通信する場合は --behind-proxy を指定してください。--host 127.0.0.1 はこのマシンだけに提供します",
  },
  "serve-failed": {
    text: "テナントを提供できません: {reason}",
    hint: "--port 0 は空いている任意のポートを使います。--tls-key と --tls-cert のファイルも確認してください",
  },
  "no-token": {
    text: "トークン{id}はありません",
    hint: "meibo tenant token list で一覧を表示できます",
  },
  "no-tenant-user": {
    text: "内蔵テナントにユーザー{loginId}はいません",
    hint: "誰がいるかは meibo list --actual で確認できます",
  },
  "not-an-admin": {
    text: "{loginId}は管理画面にログインできません。ログインできるのは管理者権限のある有効なユーザーだけです",
    hint: "誰がいるかは meibo list --actual で確認できます。管理画面の「編集」画面、または計画で変更できます",
  },
  "not-agreed-reset": {
    text: "内蔵テナントを空にすることに誰も同意していません。何も変更していません",
    hint: "meibo tenant reset --yes は確認せずに空にします",
  },
  "import-source": {
    text: "何を、どこに取り込むのかが明らかではありません",
    hint: "{hint}",
  },
  "state-not-ignored": {
    text: "名前とログイン IDを保存する .meibo/ が .gitignore に書かれていません",
    hint: ".gitignore に .meibo/ の行を追加してください",
  },
  "init-unasked": {
    text: "meibo init はいくつか質問しますが、ここでは誰にも質問できません",
    hint: "--no-input を付けずに端末で実行するか、標準の答えで進めてください: meibo init --yes（分かっていれば --from、--tenant、--codeowners も付ける）",
  },
  "init-not-written": {
    text: "{file}を書き込めませんでした: {reason}",
    hint: "それまでに書いたものは取り除いたので、何も変わっていません。原因を直してから、もう一度 meibo init を実行してください",
  },
  "init-half-written": {
    text: "{file}を書き込めませんでした: {reason}。それまでに書いたものの一部を取り除けませんでした",
    hint: "残っているものを取り除いてください: {names}。原因を直してから、もう一度 meibo init を実行してください",
  },
  "repository-public": {
    text: "このリポジトリは公開されていますが、ファイルには人の名前が入ります",
    hint: "誰かの情報をコミットする前に、非公開にしてください",
  },
  "login-unknown": {
    text: "{loginId}はどのファイルにもありません",
    hint: "{hint}",
  },
  "not-in-tenant": {
    text: "{loginId}はテナントにいません",
    hint: "{hint}",
  },
  "field-unknown": {
    text: "「{field}」はユーザーの項目ではありません",
    hint: "{hint}",
  },
  "no-drift": {
    text: "{loginId}には受け入れるものがありません。MiiTelはmeiboが最後に適用したとおりです",
    hint: "MiiTelで変更されたユーザーは meibo drift で、ファイルでの変更は meibo plan で確認できます",
  },
  "revision-unknown": {
    text: "gitは{revision}から何が変わったかを特定できません: {reason}",
    hint: "このクローンにあるブランチ、タグ、コミットのいずれかを指定してください。シャロークローンにはないことがあります",
  },
  "base-unreadable": {
    text: "{revision}の上限を読み取れません: {reason}",
    hint: "このクローンにあり、meibo.yaml が正しいブランチ、タグ、コミットのいずれかを指定してください。シャロークローンにはないことがあります",
  },
  "state-unusable": {
    text: "meiboの記録を使えません: {reason}",
    hint: "何も始めていません。原因を直してから、もう一度お試しください",
  },
  "state-damaged": {
    text: "meiboの記録が壊れています: {reason}",
    hint: "何も始めておらず、ファイルは元のままです。meibo state repair --yes で、ファイルを退避して無事なものを残すか、コピーから復元してください",
  },
  "state-newer": {
    text: "ここの記録は、より新しいmeiboが書いたものです: {reason}",
    hint: "そのmeiboか、さらに新しいものを使ってください。何も変更していません",
  },
  "run-unknown": {
    text: "「{run}」という名前の実行はありません",
    hint: "{hint}",
  },
  "run-ambiguous": {
    text: "名前が「{run}」で始まる実行が{count}件あります",
    hint: "もう少し長く書いてください。該当する実行: {runs}",
  },
  "lock-alive": {
    text: "ロックは{holder}が{since}から保持しています。動作中の実行からロックを取り上げることはできません",
    hint: "実行が終わるまで待つか、{host}でそのプロセスを終了してください。プロセスがなくなれば、ロックはすぐに空きます",
  },
  "not-agreed-unlock": {
    text: "ロックを取り上げることに誰も同意していません。何も変更していません",
    hint: "meibo state unlock --yes は確認せずに取り上げます。先に、その実行が動いていないことを確かめてください",
  },
  "not-agreed-repair": {
    text: "修復すると記録ファイルは退避され、その中の壊れたものは失われる可能性があります。何も変更していません",
    hint: "念のためファイルをコピーしてから、meibo state repair --yes を実行してください",
  },
  "repair-kind": {
    text: "種類が「{kind}」の記録は、meiboでは修復しません",
    hint: "その保存先のツールで、バックアップから復元してください",
  },
  "repair-nothing": {
    text: "修復する記録ファイル{file}がありません",
    hint: "meibo.yaml の state.path を確認してください。次の適用で新しいファイルが作られます",
  },
  "not-a-copy": {
    text: "{file}はすでにあり、meiboが書いた記録のコピーではありません",
    hint: "何も書き込んでいません。別のファイルを指定するか、このファイルを移動してください",
  },
  "trace-unset": {
    text: "トレースは記録されません。OTEL_EXPORTER_OTLP_ENDPOINT に受信側が指定されていません",
    hint: "たとえば http://localhost:4318 のように設定してください。実行は続きます",
  },
  "trace-packages": {
    text: "トレースは記録されません。そのためのパッケージを使えません（{reason}）",
    hint: "npm install @opentelemetry/api @opentelemetry/sdk-trace-node @opentelemetry/exporter-trace-otlp-http を実行してください。実行は続きます",
  },
  "trace-unsent": {
    text: "一部のスパンが{endpoint}に届いていません",
    hint: "受信側が動いているか確認してください。実行そのものには関係ありません",
  },
  "run-without-plan": {
    text: "実行{run}の計画は、ここに残っていません",
    hint: "その実行をしたマシン、またはその成果物の中で .meibo/runs/{run}.plan.json を探してください",
  },
  "sheet-zeros": {
    text: "{loginId}の{column}はシートでは{value}、ファイルでは{held}です。そのままにしました",
    hint: "表計算ソフトは先頭の 0 を落とします。列の書式を文字列にしてください。意図した変更なら、ファイルを直接変更してください",
  },
  "undo-invalid": {
    text: "この取り消しの変更を加えると、ファイルが正しくなくなります。何も書き込んでいません",
    hint: "上に示したものを手作業で直すか、コミットを取り消してください: git revert",
  },
  "edit-invalid": {
    text: "この変更を加えると、ファイルが正しくなくなります",
    hint: "何も書き込んでいません。上に示したものを直すか、別の書き方をしてください",
  },
  "edit-unwritable": {
    text: "{loginId}の{key}は{file}に書けません: {reason}",
    hint: "手で書くか、記載を別のファイルに移してください: meibo move",
  },
  "edit-characters": {
    text: "{file}の文字コード{encoding}では{characters}を書けません",
    hint: "別の表記にするか、ファイルをUTF-8で保存してください",
  },
  "assignment-form": {
    text: "{text}は key=value の形ではありません",
    hint: "例: meibo set LOGIN role=sales-lead phoneMobile=yes",
  },
  "assignment-none": {
    text: "設定するものがありません",
    hint: "例: meibo set LOGIN role=sales-lead phoneMobile=yes",
  },
  "word-needed": {
    text: "{key}はこの方法では変更できません",
    hint: "ログインIDは meibo rename、名前は meibo set LOGIN name=… で変更します。どちらも外せません",
  },
  "word-empty": {
    text: "{key}の値がありません",
    hint: "値を外すには: meibo unset LOGIN {key}",
  },
  "word-twice": {
    text: "{key}が二度指定されています",
    hint: "一度だけ指定してください",
  },
  "adopt-nobody": {
    text: "{loginId}はMiiTelにいないため、引き継ぐアカウントがありません",
    hint: "--adopt を外してください。次の apply で作成されます",
  },
  "add-where": {
    text: "追加先のファイルを一つに決められません",
    hint: "--file で指定してください: {files}",
  },
  "add-pool": {
    text: "{file}の内線プールが分かりません",
    hint: "--extension 番号 と書くか、ファイルの defaults に extensionPool を書いてください",
  },
  "file-of-console": {
    text: "{file}は管理画面のファイルのため、meiboは人を加えません",
    hint: "別のファイルを指定してください",
  },
  "file-of-one": {
    text: "{file}には記載を加える一覧がありません",
    hint: "別のファイルを指定するか、一覧を手で書いてください",
  },
  "columns-missing": {
    text: "{file}には{keys}の列がありません",
    hint: "見出しに列を加えるか、これらを外してください",
  },
  "new-table": {
    text: "{file}はなく、このコマンドが作るのは.yamlファイルだけです",
    hint: "YAMLファイルか、既にあるファイルを指定してください",
  },
  "move-nowhere": {
    text: "{loginId}はすでに{file}にあります",
    hint: "別のファイルを指定してください",
  },
  "move-comments": {
    text: "{loginId}の記載にはコメントがあり、表には書けません",
    hint: "note に書き移すか、YAMLファイルを指定してください",
  },
  "approval-there": {
    text: "{loginId}にはすでに承認があります",
    hint: "期限や確認事項は、その承認を直してください",
  },
  "approve-nobody": {
    text: "{loginId}はMiiTelにいないか、削除できないため、承認するものがありません",
    hint: "MiiTelの内容は meibo get LOGIN --actual で確認できます",
  },
  "accept-alone": {
    text: "{loginId}の記載を外すと同時に、同じファイルの他の人は変更できません",
    hint: "まず{loginId}だけ受け入れてください",
  },
  "people-missing": {
    text: "対象の人が指定されていません",
    hint: "先に対象を書いてください: ログインID、*@aoba.example のようなパターン、role:名前、または --department などのフラグ",
  },
  "no-source": {
    text: "{file}は、ユーザー、役割、承認、事実のどのファイルでもありません",
    hint: "{suggestion}",
  },
  "hr-profile": {
    text: "meibo.yaml の hrProfiles に{profile}はありません",
    hint: "{hint}",
  },
  "hr-column": {
    text: "この出力には、プロファイルが指定する列{column}がありません",
    hint: "{hint}",
  },
  "hr-twice": {
    text: "{key} {value}が2行にあり、最初は{line}行目です",
    hint: "どちらかの行を出力から除いてください",
  },
  "hr-unclear": {
    text: "社員番号{employeeId}が複数の人にあります: {users}",
    hint: "社員番号を一人に一つにしてください",
  },
  "hr-no-room": {
    text: "{loginId}を{file}に加えられません",
    hint: "fileByDepartment に別のファイルを指定してください。一覧のあるファイルか、必要な列のある表です",
  },
  "edit-stray": {
    text: "{file}は meibo.yaml の sources.users に当てはまりません",
    hint: "{patterns}に当てはまるファイルを指定してください",
  },
};
