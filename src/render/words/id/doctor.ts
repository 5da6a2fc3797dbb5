import type { DOCTOR_PHRASES } from "../../../model/doctor-phrases.ts";

export const DOCTOR: Readonly<Record<(typeof DOCTOR_PHRASES)[number], string>> = {
  "CODEOWNERS names nobody for {names}": "CODEOWNERS tidak menyebut siapa pun untuk {names}",
  "CODEOWNERS says who has to agree to approvals and to the configuration":
    "CODEOWNERS menyebut siapa yang harus menyetujui persetujuan dan konfigurasi",
  "GitHub does not look for workflows in a folder of the repository":
    "GitHub tidak mencari workflow di dalam folder repositori",
  "Node {version}; meibo needs {oldest} or later": "Node {version}; meibo membutuhkan {oldest} atau yang lebih baru",
  "Windows has other rights than those that are looked at here":
    "Windows memiliki hak akses lain daripada yang diperiksa di sini",
  "a run holds the lock: {holder} on {host}, run {run}, since {since}":
    "suatu eksekusi memegang penguncian: {holder} di {host}, eksekusi {run}, sejak {since}",
  "add a line at its end for each of them, with a team":
    "tambahkan satu baris di akhirnya untuk masing-masing, dengan tim",
  "add the line .meibo/ to .gitignore": "tambahkan baris .meibo/ ke .gitignore",
  "add them to subscriptions in meibo.yaml, or download the file again":
    "tambahkan ke subscriptions dalam meibo.yaml, atau unduh file itu lagi",
  "add them to subscriptions in meibo.yaml; until then meibo leaves their columns as they are":
    "tambahkan ke subscriptions dalam meibo.yaml; sampai saat itu meibo membiarkan kolomnya apa adanya",
  "add them, or move the file away and run meibo init --yes, which writes it anew":
    "tambahkan, atau pindahkan file itu dan jalankan meibo init --yes, yang menulisnya lagi",
  "age-keygen makes a key; write its public half, which begins with age1, under passwords.ageRecipients":
    "age-keygen membuat kunci; tulis bagian publiknya, yang diawali age1, di bawah passwords.ageRecipients",
  "all files of the roster are valid": "semua file roster valid",
  "all files of the roster can be read (files: {files})": "semua file roster dapat dibaca (file: {files})",
  "check connector in meibo.yaml, and whether the tenant is there":
    "periksa connector dalam meibo.yaml, dan apakah tenant-nya ada",
  "chmod 700 {path}": "jalankan chmod 700 {path}",
  "correct the path, or take the line out": "perbaiki path-nya, atau hapus baris itu",
  "declare {encoding} below sources, encoding in meibo.yaml, or save the file as {declared}":
    "nyatakan {encoding} di bawah sources, encoding dalam meibo.yaml, atau simpan file itu sebagai {declared}",
  "download the file again, or take them out of subscriptions in meibo.yaml":
    "unduh file itu lagi, atau keluarkan dari subscriptions dalam meibo.yaml",
  "editors are not told the schemas: {file} is missing": "editor tidak diberi tahu skemanya: {file} tidak ada",
  "files of .meibo/ are in git, with the names of people: {names}":
    "file dari .meibo/ ada dalam git, beserta nama orang: {names}",
  "files of the roster cannot be read": "file roster tidak dapat dibaca",
  "files of the roster have errors: {errors}": "file roster memiliki kesalahan: {errors}",
  "files.encoding in {file} is {encoding}: YAML would be saved in it, and refused":
    "files.encoding dalam {file} adalah {encoding}: YAML akan disimpan dengannya, lalu ditolak",
  "first passwords are sealed with keys that are whole (keys: {keys})":
    "kata sandi sementara disegel dengan kunci yang utuh (kunci: {keys})",
  "git init makes one; keep it private": "git init membuatnya; biarkan tetap privat",
  "git is not installed here": "git tidak terpasang di sini",
  "git leaves .meibo/ out": "git tidak menyertakan .meibo/",
  "git rm -r --cached .meibo takes them out; earlier commits still hold them":
    "git rm -r --cached .meibo mengeluarkannya; commit sebelumnya masih menyimpannya",
  "git would take .meibo/ in, where people are named": "git akan menyertakan .meibo/, tempat nama orang tercantum",
  "give this account the right to write there": "beri akun ini hak untuk menulis di sana",
  "install Node {oldest} or later, from https://nodejs.org":
    "pasang Node {oldest} atau yang lebih baru, dari https://nodejs.org",
  "install git: who changed what, and who agreed, is kept in it":
    "pasang git: siapa mengubah apa, dan siapa yang menyetujui, tersimpan di dalamnya",
  "key number {number} of passwords.ageRecipients is no whole public key of age":
    "kunci nomor {number} dari passwords.ageRecipients bukan kunci publik age yang utuh",
  "let it run on pull_request": "jalankan pada pull_request",
  "look whether headers in meibo.yaml spells them as the file does":
    "periksa apakah headers dalam meibo.yaml mengejanya seperti file itu",
  "make it private; what was public once may have been copied":
    "jadikan privat; yang pernah publik mungkin sudah disalin",
  "meibo can keep its files in {path}": "meibo dapat menyimpan file-filenya di {path}",
  "meibo cannot keep its files in {path}": "meibo tidak dapat menyimpan file-filenya di {path}",
  "meibo does not speak the language that MEIBO_LANG names: {value}":
    "meibo tidak menguasai bahasa yang disebut MEIBO_LANG: {value}",
  "meibo has kept nothing in {path} yet": "meibo belum menyimpan apa pun di {path}",
  "meibo init --yes --codeowners @ORGANISATION/TEAM writes one":
    "meibo init --yes --codeowners @ORGANISATION/TEAM menulisnya",
  "meibo init --yes writes what is missing": "meibo init --yes menulis yang belum ada",
  "meibo remembers nothing yet: the first apply makes {path}":
    "meibo belum mengingat apa pun: penerapan pertama membuat {path}",
  "meibo schema --write writes them anew": "meibo schema --write menulisnya lagi",
  "meibo validate shows each of them with its place and its way out":
    "meibo validate menampilkan masing-masing dengan tempat dan jalan keluarnya",
  "mend its commas, quotes and braces": "perbaiki koma, tanda kutip, dan kurungnya",
  "mend what the machine says, then run meibo doctor again":
    "perbaiki yang disebut komputer, lalu jalankan meibo doctor lagi",
  "move that file away; meibo makes the folder itself": "pindahkan file itu; meibo membuat foldernya sendiri",
  "move them to {path}": "pindahkan ke {path}",
  "name them under headers in meibo.yaml if they are fields that meibo knows":
    "sebutkan di bawah headers dalam meibo.yaml jika itu field yang dikenal meibo",
  "no file of the console, *.console.csv, is among the files of users":
    "di antara file pengguna tidak ada file konsol, *.console.csv",
  "no number of seats in meibo.yaml differs from the contract":
    "tidak ada jumlah lisensi dalam meibo.yaml yang berbeda dari kontrak",
  "no run holds the lock": "tidak ada eksekusi yang memegang penguncian",
  "nobody here knows whether the repository is public": "tidak diketahui di sini apakah repositori ini publik",
  "nothing of .meibo/ is in git": "tidak ada isi .meibo/ dalam git",
  "npm install --save-dev meibo, then commit package.json and package-lock.json":
    "jalankan npm install --save-dev meibo, lalu commit package.json dan package-lock.json",
  "only this account can open {path}": "hanya akun ini yang dapat membuka {path}",
  "other accounts of this machine can open {path}, which names people":
    "akun lain di komputer ini dapat membuka {path}, yang menyebut nama orang",
  "passwords.deliver is age, and passwords.ageRecipients names nobody":
    "passwords.deliver adalah age, dan passwords.ageRecipients tidak menyebut siapa pun",
  "passwords.deliver is {deliver}: no password is sealed":
    "passwords.deliver adalah {deliver}: tidak ada kata sandi yang disegel",
  "people are spoken to in the language {language}": "bahasa tampilannya {language}",
  "schemas for editors are missing: {names}": "skema untuk editor tidak ada: {names}",
  "schemas for editors are out of date: {names}": "skema untuk editor sudah usang: {names}",
  "seats.{product} in meibo.yaml is {mine}, the contract has {theirs}; the lower number counts":
    "seats.{product} dalam meibo.yaml adalah {mine}, kontraknya {theirs}; angka yang lebih kecil yang berlaku",
  "set files.encoding to utf8, and another one for single files only":
    "setel files.encoding ke utf8, dan yang lain hanya untuk file tertentu",
  "set it to one of {choices}, or take it out of the environment":
    "setel ke salah satu dari {choices}, atau keluarkan dari lingkungan",
  "set seats.{product} to {theirs}, or take it out: the tenant tells it":
    "setel seats.{product} ke {theirs}, atau hapus: tenant menyebutkannya",
  "set state.kind in meibo.yaml to postgres, or apply on a machine that stays":
    "setel state.kind dalam meibo.yaml ke postgres, atau terapkan di komputer yang tetap ada",
  "set the clock of this machine by the network; start and end dates depend on it":
    "setel jam komputer ini lewat jaringan; tanggal mulai dan berakhir bergantung padanya",
  "set {name} again, without them": "setel {name} lagi, tanpa itu",
  "set {name} where meibo runs; whoever serves the tenant makes a token (meibo tenant token create)":
    "setel {name} di tempat meibo berjalan; yang menjalankan tenant membuat tokennya (meibo tenant token create)",
  "sources.encoding names {pattern}, which is no file of users in CSV":
    "sources.encoding menyebut {pattern}, yang bukan file pengguna dalam CSV",
  "subscriptions in meibo.yaml are those of the contract": "subscriptions dalam meibo.yaml sama dengan kontrak",
  "subscriptions in meibo.yaml name products that the contract does not have: {names}":
    "subscriptions dalam meibo.yaml menyebut produk yang tidak ada dalam kontrak: {names}",
  "take them out of subscriptions in meibo.yaml, or ask RevComm":
    "keluarkan dari subscriptions dalam meibo.yaml, atau tanyakan kepada RevComm",
  "the clocks of the tenant and of this machine agree": "jam tenant dan jam komputer ini cocok",
  "the clocks of the tenant and of this machine are apart, in seconds: {seconds}":
    "jam tenant dan jam komputer ini berselisih, dalam detik: {seconds}",
  "the columns of the console's files are those of subscriptions": "kolom file konsol sesuai dengan subscriptions",
  "the configuration cannot be read": "konfigurasi tidak dapat dibaca",
  "the configuration {file} is not as it should be": "konfigurasi {file} tidak sebagaimana mestinya",
  "the configuration {file} is valid": "konfigurasi {file} valid",
  "the connector does not tell the contract": "konektor ini tidak menyebutkan kontraknya",
  "the connector {kind} needs no token": "konektor {kind} tidak membutuhkan token",
  "the contract has products that subscriptions in meibo.yaml do not name: {names}":
    "kontrak memiliki produk yang tidak disebut subscriptions dalam meibo.yaml: {names}",
  "the editor is told the schemas": "editor diberi tahu skemanya",
  "the encoding of every file is certain (files: {files})": "encoding setiap file sudah pasti (file: {files})",
  "the encoding of {file} is not what it has to be": "encoding {file} tidak sebagaimana mestinya",
  "the environment variable {name} holds a token": "variabel lingkungan {name} berisi token",
  "the files of the roster are valid, and have warnings: {warnings}":
    "file roster valid, dan memiliki peringatan: {warnings}",
  "the header of {file} cannot be read": "header {file} tidak dapat dibaca",
  "the repository is not public": "repositori ini tidak publik",
  "the repository is public, and its files name people":
    "repositori ini publik, padahal file-filenya menyebut nama orang",
  "the schemas are those of this version of meibo": "skemanya berasal dari versi meibo ini",
  "the tenant can be read through the connector {kind} (users: {users})":
    "tenant dapat dibaca melalui konektor {kind} (pengguna: {users})",
  "the tenant cannot be read": "tenant tidak dapat dibaca",
  "the tenant does not tell its time": "tenant tidak menyebutkan waktunya",
  "the tenant has the clock of this machine": "tenant memakai jam komputer ini",
  "the token in the environment variable {name} has spaces or a line break around it":
    "token dalam variabel lingkungan {name} memiliki spasi atau pindah baris di sekelilingnya",
  "the workflows of meibo have what they need, and no more rights":
    "workflow meibo memiliki yang dibutuhkan, dan tidak lebih dari itu",
  "the workflows run the meibo of package.json and its lock file, which do not name one":
    "workflow menjalankan meibo dari package.json dan file kuncinya, yang tidak menyebutnya",
  "there are no files of the roster yet": "belum ada file roster",
  "there are no workflows of meibo": "tidak ada workflow meibo",
  "there is no CODEOWNERS: nobody in particular has to agree to a delete or to wider limits":
    "tidak ada CODEOWNERS: tidak ditentukan siapa yang harus menyetujui penghapusan atau batas yang lebih longgar",
  "there is no git repository to look at": "tidak ada repositori git untuk diperiksa",
  "this could not be looked at: {reason}": "ini tidak dapat diperiksa: {reason}",
  "this folder lies in a git repository": "folder ini berada dalam repositori git",
  "this folder lies in no git repository": "folder ini tidak berada dalam repositori git",
  "wait for it to end; if it is dead, meibo state unlock takes the lock from it":
    "tunggu sampai selesai; jika sudah mati, meibo state unlock mengambil pengunciannya",
  "what meibo remembers cannot be used": "catatan meibo tidak dapat dipakai",
  "what meibo remembers is gone with this runner, and who is taken out of the files stays in MiiTel":
    "catatan meibo hilang bersama runner ini, dan yang dikeluarkan dari file tetap ada di MiiTel",
  "what meibo remembers is not kept on this machine": "catatan meibo tidak disimpan di komputer ini",
  "what meibo remembers is whole (ledger: {entries}, journal: {records})":
    "catatan meibo utuh (buku induk: {entries}, jurnal: {records})",
  "what meibo remembers stays on this machine": "catatan meibo tetap ada di komputer ini",
  "where meibo keeps its files there is no folder: {path}": "tempat meibo menyimpan file-filenya bukan folder: {path}",
  "write at its top: permissions: { contents: read }": "tulis di bagian atasnya: permissions: { contents: read }",
  "write below sources, encoding in meibo.yaml: {line}; or save the file as UTF-8":
    "tulis di bawah sources, encoding dalam meibo.yaml: {line}; atau simpan file itu sebagai UTF-8",
  "yaml.schemas in {file} does not name {names}": "yaml.schemas dalam {file} tidak menyebut {names}",
  "{file} has columns of products that subscriptions does not name: {names}":
    "{file} memiliki kolom produk yang tidak disebut subscriptions: {names}",
  "{file} has columns that meibo does not know: {names}": "{file} memiliki kolom yang tidak dikenal meibo: {names}",
  "{file} has errors, which come first": "{file} memiliki kesalahan, yang harus didahulukan",
  "{file} has no columns of products that subscriptions names: {names}":
    "{file} tidak memiliki kolom produk yang disebut subscriptions: {names}",
  "{file} is Shift_JIS, and nothing declares it": "{file} adalah Shift_JIS, dan tidak ada yang menyatakannya",
  "{file} is declared as {declared} and is written as {encoding}":
    "{file} dinyatakan sebagai {declared} dan ditulis sebagai {encoding}",
  "{file} is no JSON, so the editor passes it over": "{file} bukan JSON, jadi editor melewatinya",
  "{file} runs on pull_request_target, which hands its secrets to the files of strangers":
    "{file} berjalan pada pull_request_target, yang menyerahkan rahasianya kepada file orang luar",
  "{file} says nothing of its permissions, so it may get more than it needs":
    "{file} tidak menyebut izinnya, jadi mungkin mendapat lebih dari yang dibutuhkan",
};
