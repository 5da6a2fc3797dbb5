import type { PhraseTexts } from "../en.ts";
import { DOCTOR } from "./doctor.ts";

export const PHRASES: PhraseTexts = {
  ...DOCTOR,
  // ---- reading files ----------------------------------------------------------------------------------------
  "did you mean {words}?": "maksudnya {words}?",
  "did you mean {first}? {aside}": "maksudnya {first}? {aside}",
  "did you mean {first} or {second}? {aside}": "maksudnya {first} atau {second}? {aside}",
  "did you mean {first} or {second} or {third}? {aside}": "maksudnya {first} atau {second} atau {third}? {aside}",
  "meibo list --unmanaged shows people of the tenant who are in no file":
    "meibo list --unmanaged menampilkan orang di tenant yang tidak ada dalam file mana pun",
  "this is a former Login ID of {loginId}": "ini Login ID sebelumnya milik {loginId}",
  "meibo list --actual shows everybody": "meibo list --actual menampilkan semua orang",
  "departments: {words}": "departemen: {words}",
  "fields: {words}": "field: {words}",
  "files: {words}": "file: {words}",
  "impacts of a delete: {words}": "dampak penghapusan: {words}",
  "keys that may stand here: {words}": "kunci yang boleh ada di sini: {words}",
  "sources in meibo.yaml says where files are": "sources di meibo.yaml menyebutkan letak file",
  "pools: {words}": "pool: {words}",
  "roles: {words}": "peran: {words}",
  "settings: {words}": "pengaturan: {words}",
  "values: {words}": "nilai: {words}",
  "values of {key}: {words}": "nilai {key}: {words}",
  "there are no departments here": "tidak ada departemen di sini",
  "there are no files here": "tidak ada file di sini",
  "there are no pools here": "tidak ada pool di sini",
  "there are no roles here": "tidak ada peran di sini",
  "{names} and {more} more": "{names} dan {more} lainnya",
  "a folder": "folder",
  "a link to a folder": "tautan ke folder",
  "a named pipe": "named pipe",
  "a socket": "socket",
  "a device": "perangkat",
  "a file whose name is no UTF-8": "file yang namanya bukan UTF-8",
  "a file with control characters in its name": "file dengan karakter kontrol dalam namanya",
  "it is not there, or is a link to nothing": "file itu tidak ada, atau berupa tautan yang tidak mengarah ke mana pun",
  "permission denied": "izin ditolak",
  "it is a link that leads back to itself": "tautan yang mengarah kembali ke dirinya sendiri",
  "it is a folder": "berupa folder",
  "its name is too long": "namanya terlalu panjang",
  "a file changed meanwhile; try again": "sementara itu sebuah file berubah; coba lagi",
  "{bytes} bytes": "{bytes} byte",
  lines: "baris",
  "lines and commas": "baris dan koma",
  "CRLF and LF": "CRLF dan LF",
  "CRLF and CR": "CRLF dan CR",
  "LF and CRLF": "LF dan CRLF",
  "LF and CR": "LF dan CR",
  "UTF-16 (Unicode text)": "UTF-16 (teks Unicode)",
  "a workbook (.xlsx) or a zip archive": "workbook (.xlsx) atau arsip zip",
  "an old workbook (.xls)": "workbook lama (.xls)",
  "compressed (gzip)": "file terkompresi (gzip)",
  "compressed (bzip2)": "file terkompresi (bzip2)",
  "compressed (xz)": "file terkompresi (xz)",
  "compressed (zstd)": "file terkompresi (zstd)",
  "a 7z archive": "arsip 7z",
  "a RAR archive": "arsip RAR",
  "a PDF": "PDF",
  "a text document (RTF)": "dokumen teks (RTF)",
  "a picture": "gambar",
  "a web page or XML": "halaman web atau XML",
  "no text (it holds zero bytes)": "bukan teks (berisi byte nol)",
  "save it as UTF-8; in a spreadsheet that is File, Save As, CSV UTF-8 (comma delimited)":
    "simpan sebagai UTF-8; di spreadsheet: File, Save As, CSV UTF-8 (comma delimited)",
  "open it in the spreadsheet and choose File, Save As, CSV UTF-8 (comma delimited)":
    "buka di spreadsheet lalu pilih File, Save As, CSV UTF-8 (comma delimited)",
  "download it again, this is often a sign-in page; or {hint}":
    "unduh lagi, ini sering kali halaman login; atau {hint}",
  "unpack it, and put the file that is in it here": "buka arsipnya, lalu letakkan file di dalamnya di sini",
  "ask for the table as CSV UTF-8, or write it as YAML": "minta tabelnya sebagai CSV UTF-8, atau tulis sebagai YAML",
  "save it as plain text in UTF-8": "simpan sebagai teks biasa dalam UTF-8",
  "choose another encoding with --encoding, such as utf-8-bom; nothing was written":
    "pilih encoding lain dengan --encoding, misalnya utf-8-bom; tidak ada yang ditulis",
  "put the table itself here, as CSV UTF-8": "letakkan tabelnya sendiri di sini, sebagai CSV UTF-8",
  "put a YAML file or a CSV UTF-8 file in its place": "gantikan dengan file YAML atau file CSV UTF-8",
  "U+0009 (a tab)": "U+0009 (tab)",
  "U+000A (a line break)": "U+000A (ganti baris)",
  "U+000D (a carriage return)": "U+000D (carriage return)",
  "half of a surrogate pair": "separuh dari pasangan surrogate",
  "a lone surrogate": "surrogate tanpa pasangan",
  "a space of another kind ({code})": "spasi jenis lain ({code})",
  "the space of a keyboard": "spasi dari keyboard",
  "the colon of a keyboard and a space": "titik dua dari keyboard dan spasi",
  "the hyphen of a keyboard": "tanda hubung dari keyboard",
  "the row that begins here is longer than 64 KiB": "baris yang dimulai di sini lebih panjang dari 64 KiB",
  "the quote that opens here is never closed": "tanda kutip yang dibuka di sini tidak pernah ditutup",
  "the quote that opens here is only closed by one that was not meant for it, one line below":
    "tanda kutip yang dibuka di sini baru ditutup oleh tanda kutip lain, satu baris di bawahnya",
  "the quote that opens here is only closed by one that was not meant for it, {lines} lines below":
    "tanda kutip yang dibuka di sini baru ditutup oleh tanda kutip lain, {lines} baris di bawahnya",
  "text stands behind the closing quote of this cell": "ada teks di belakang tanda kutip penutup sel ini",
  "a quote stands inside a cell that is not quoted":
    "ada tanda kutip di dalam sel yang tidak ditulis dalam tanda kutip",
  "without a name": "tanpa nama",
  "delete the column, or a separator too many": "hapus kolom itu, atau pemisah yang berlebih",
  "part the columns with the comma of a keyboard, not the full-width one":
    "pisahkan kolom dengan koma dari keyboard, bukan koma full-width",
  "write one of meibo's keys, such as name or note, or the console's name of the item":
    "tulis salah satu kunci meibo, misalnya name atau note, atau nama item di konsol",
  "write the Login ID, or delete the row": "tulis Login ID, atau hapus barisnya",
  "write the first day of the leave": "tulis hari pertama cuti",
  "write 1 or yes, 0 or no, or leave the cell empty to inherit":
    "tulis 1 atau yes, 0 atau no, atau kosongkan selnya agar mengikuti peran dan bawaan",
  "write one of: {words}": "tulis salah satu dari: {words}",
  "write one of: {words}, or the console's code": "tulis salah satu dari: {words}, atau kode konsol",
  "the first line has no column {en} or {ja}": "baris pertama tidak memiliki kolom {en} atau {ja}",
  "the console's codes are {codes}": "kode konsol adalah {codes}",
  "the console's codes are 0 no, 1 yes": "kode konsol adalah 0 tidak, 1 ya",
  "aliases (*)": "alias (*)",
  "anchors (&)": "anchor (&)",
  "merge keys (<<)": "kunci merge (<<)",
  "tags (!)": "tag (!)",
  "an empty key": "kunci kosong",
  "this file": "file ini",
  text: "teks",
  "true or false": "true atau false",
  "a whole number": "bilangan bulat",
  "a number": "angka",
  "a list": "daftar",
  "a map": "map",
  "a whole number or null": "bilangan bulat atau null",
  "true or false or a map": "true atau false atau map",
  "a list or a map": "daftar atau map",
  "a number of at least {limit}": "angka paling kecil {limit}",
  "a number of at most {limit}": "angka paling besar {limit}",
  "at least one entry": "setidaknya satu entri",
  nothing: "tidak ada",
  "an empty list": "daftar kosong",
  "either user or users": "user atau users",
  both: "keduanya",
  "write it": "tulis",
  "write {key}: …": "tulis {key}: …",
  "write {key}: […]": "tulis {key}: […]",
  "write {key}: {…}": "tulis {key}: {…}",
  "write a value, or take the key out": "tulis nilainya, atau keluarkan kuncinya",
  "write text": "tulis teks",
  "write true or false": "tulis true atau false",
  "write true or false, without quotes": "tulis true atau false, tanpa tanda kutip",
  "write a whole number": "tulis bilangan bulat",
  "write a number": "tulis angka",
  "write a whole number or null": "tulis bilangan bulat atau null",
  "write a number of at least {limit}": "tulis angka paling kecil {limit}",
  "write a number of at most {limit}": "tulis angka paling besar {limit}",
  "write {words}, {last}": "tulis salah satu dari {words}, {last}",
  "write a list: [a, b], or each entry in a line of its own that begins with -":
    "tulis daftar: [a, b], atau setiap entri di barisnya sendiri yang dimulai dengan -",
  "write a map: key: value lines, indented": "tulis map: baris key: value, dengan indentasi",
  "write it at the top of the file": "tulis di bagian paling atas file",
  "write it under defaults": "tulis di bawah defaults",
  "write it under permissions": "tulis di bawah permissions",
  "a file's defaults say where people are; what they may do is for a role":
    "defaults sebuah file menyatakan di mana orang berada; apa yang boleh mereka lakukan ditulis dalam peran",
  "a role says what people may do; where they are is for the defaults of a users file":
    "peran menyatakan apa yang boleh dilakukan orang; di mana mereka berada ditulis di defaults file pengguna",
  "write users: [] if the file is meant to hold nobody": "tulis users: [] jika file ini memang tidak memuat siapa pun",
  "move the person under user into the list of users": "pindahkan orang di bawah user ke daftar users",
  "name of a role": "nama peran",
  "small letters a-z, digits and -, a letter first": "huruf kecil a-z, angka, dan -, diawali huruf",
  "rename the role": "ganti nama peran itu",
  "it is empty": "kosong",
  "it is longer than {limit} characters": "lebih panjang dari {limit} karakter",
  "it holds a space": "berisi spasi",
  "it has no @": "tidak memiliki @",
  "it has {signs} @": "memiliki {signs} @",
  "nothing stands before the @": "tidak ada apa pun sebelum @",
  "nothing stands behind the @": "tidak ada apa pun sesudah @",
  "{character} ({code}) is not the {plain} of a keyboard": "{character} ({code}) bukan {plain} dari keyboard",
  "{character} ({code}) only looks like {alike}": "{character} ({code}) hanya mirip {alike}",
  "{character} ({code}) may not stand in it": "{character} ({code}) tidak boleh ada di dalamnya",
  "ends with a dot, so it is not the ID without it": "diakhiri titik, jadi bukan ID yang tanpa titik itu",
  "has a dot beside the @ or at its start": "memiliki titik di samping @ atau di awal",
  "has two dots in a row, or one behind the @": "memiliki dua titik berurutan, atau satu titik sesudah @",
  "has no dot in its domain": "tidak memiliki titik dalam domainnya",
  "is not composed (NFC): it looks the same and is not":
    "tidak dalam bentuk gabungan (NFC): tampak sama, tetapi tidak sama",
  "has spaces around it": "memiliki spasi di sekitarnya",
  "ends as the console marks deleted users": "berakhir seperti tanda konsol untuk pengguna yang sudah dihapus",
  "holds the mark of a character that was lost": "berisi tanda pengganti karakter yang hilang",
  "mixes Latin letters with Cyrillic or Greek ones that look the same":
    "mencampur huruf Latin dengan huruf Kiril atau Yunani yang tampak sama",
  "write {text}, or choose utf-8 as connector.handoff.encoding and in the console":
    "tulis {text}, atau pilih utf-8 untuk connector.handoff.encoding dan di konsol",
  "use another character, or choose utf-8 as connector.handoff.encoding and in the console":
    "gunakan karakter lain, atau pilih utf-8 untuk connector.handoff.encoding dan di konsol",
  "{other} for {character} (U+{code})": "{other} untuk {character} (U+{code})",
  "{before}, {other} for {character} (U+{code})": "{before}, {other} untuk {character} (U+{code})",
  "write the digits alone": "tulis angkanya saja",
  "write the digits 0 to 9 of a keyboard, not full-width ones":
    "tulis angka 0 sampai 9 dari keyboard, bukan yang full-width",
  "too short; if it began with zeros, a spreadsheet dropped them: write them again":
    "terlalu pendek; jika diawali nol, spreadsheet membuangnya: tulis lagi",
  "too long; this looks like a phone number": "terlalu panjang; ini tampak seperti nomor telepon",
  "a spreadsheet made this of a long number; format the column as text":
    "spreadsheet membuatnya dari angka panjang; format kolomnya sebagai teks",
  "a spreadsheet made this a fraction; format the column as text":
    "spreadsheet menjadikannya pecahan; format kolomnya sebagai teks",
  "a spreadsheet made a yes or no of it; format the column as text":
    "spreadsheet menjadikannya TRUE atau FALSE; format kolomnya sebagai teks",
  "a spreadsheet made a date of it; format the column as text and write the digits again":
    "spreadsheet menjadikannya tanggal; format kolomnya sebagai teks dan tulis angkanya lagi",
  "a spreadsheet put separators into the number; format the column as text":
    "spreadsheet menyisipkan pemisah ke dalam angka; format kolomnya sebagai teks",
  "a formula failed here, or the column was too narrow; write the digits themselves":
    "rumus gagal di sini, atau kolomnya terlalu sempit; tulis angkanya sendiri",
  "a formula failed here, or the column was too narrow; write the date itself":
    "rumus gagal di sini, atau kolomnya terlalu sempit; tulis tanggalnya sendiri",
  "take the ' away; it is a spreadsheet's mark for text": "buang ' itu; itu tanda spreadsheet untuk teks",
  "the calendar has no such day": "tidak ada hari seperti itu dalam kalender",
  "write year-month-day, such as 2026-12-01": "tulis tahun-bulan-hari, misalnya 2026-12-01",
  "write {year}-{month}-{day}": "tulis {year}-{month}-{day}",
  "write {year}-{month}-{day}; in a spreadsheet, format the column as text first":
    "tulis {year}-{month}-{day}; di spreadsheet, format kolomnya sebagai teks dahulu",
  "write {day} with the digits and hyphens of a keyboard": "tulis {day} dengan angka dan tanda hubung dari keyboard",
  "as a spreadsheet counts days this is {day}; format the column as text and write the date":
    "menurut hitungan hari spreadsheet ini {day}; format kolomnya sebagai teks dan tulis tanggalnya",
  "the year is missing, as a spreadsheet shows it; write year-month-day, such as 2026-12-01":
    "tahunnya tidak ada, seperti tampilan spreadsheet; tulis tahun-bulan-hari, misalnya 2026-12-01",
  "day or month first? write year-month-day, such as 2026-12-01":
    "hari atau bulan dahulu? tulis tahun-bulan-hari, misalnya 2026-12-01",
  "it is a yes or no": "berupa TRUE atau FALSE",
  "it is a date": "berupa tanggal",
  "it is a long number cut to its first digits": "berupa angka panjang yang dipotong menjadi beberapa digit pertama",
  "it begins with '": "diawali '",
  "its quotes were doubled twice": "tanda kutipnya digandakan dua kali",
  "write the text, and format the column as text": "tulis teksnya, dan format kolomnya sebagai teks",
  "write what stood there before, and format the column as text": "tulis isi semula, dan format kolomnya sebagai teks",
  "the other digits are lost: write them again, and format the column as text":
    "digit lainnya hilang: tulis lagi, dan format kolomnya sebagai teks",
  "take the quotes away; quotes around a cell are written once":
    "buang tanda kutipnya; tanda kutip di sekitar sel ditulis satu kali",
  "meetings or recPod": "meetings atau recPod",
  "such as {example}": "misalnya {example}",
  "such as 30s, 5m or 2h": "misalnya 30s, 5m, atau 2h",
  "such as 500KiB or {most}": "misalnya 500KiB atau {most}",
  "small letters, digits and -": "huruf kecil, angka, dan -",
  "a team, a user or a mail address": "tim, pengguna, atau alamat email",
  "a ref": "ref",
  "a time with its unit": "waktu dengan satuannya",
  "a size with its unit": "ukuran dengan satuannya",
  "more than nothing": "lebih dari nol",
  "at most {most}": "paling besar {most}",
  "take the key out if the usual limit will do": "keluarkan kuncinya jika batas bawaan sudah cukup",
  "this limit can be lowered, not raised; split files that are larger":
    "batas ini dapat diturunkan, tidak dapat dinaikkan; bagi file yang lebih besar",
  "an https:// address": "alamat https://",
  "an http:// or https:// address": "alamat http:// atau https://",
  "http:// is only for this machine: 127.0.0.1, [::1] or localhost":
    "http:// hanya untuk komputer ini: 127.0.0.1, [::1], atau localhost",
  "write scheme, host and port, such as http://proxy.example:3128":
    "tulis skema, host, dan port, misalnya http://proxy.example:3128",
  "a path with a few signs such as * and {a,b}": "path dengan beberapa tanda seperti * dan {a,b}",
  "write several simple patterns": "tulis beberapa pola sederhana",
  "a public key that begins with age1": "kunci publik yang diawali age1",
  "a whole public key of age (age1…, age1pq1…)": "kunci publik age yang utuh (age1…, age1pq1…)",
  "a post-quantum key (age1pq1…), like others in the list":
    "kunci pascakuantum (age1pq1…), seperti yang lain dalam daftar",
  "age-keygen prints it after public key:": "age-keygen menampilkannya setelah public key:",
  "copy it again from the line of age-keygen that begins with public key:; keys of plugins are not known":
    "salin lagi dari baris age-keygen yang diawali public key:; kunci dari plugin tidak dikenal",
  "one other key would undo what these are for; age-keygen -pq makes such a key for everybody in the list":
    "satu kunci jenis lain membuat semuanya sia-sia; age-keygen -pq membuat kunci seperti itu untuk semua orang dalam daftar",
  "write {kind}: { url: … } under connector": "tulis {kind}: { url: … } di bawah connector",
  "name the variable that holds the address of the database": "sebutkan variabel yang berisi alamat database",
  "name who may open the passwords": "sebutkan siapa yang boleh membuka kata sandi",
  "the answer does not name this row": "jawabannya tidak menyebut baris ini",
  "no cause was given": "penyebabnya tidak disebutkan",
  // ---- the tenant, plans and runs ---------------------------------------------------------------------------
  "this plan would deactivate the user": "rencana ini akan menonaktifkan pengguna itu",
  "this plan would delete the user": "rencana ini akan menghapus pengguna itu",
  "this plan would release the user": "rencana ini akan melepaskan pengguna itu",
  "this plan would take admin away": "rencana ini akan mencabut hak admin pengguna itu",
  "this plan would change its Login ID to {loginId}": "rencana ini akan mengubah Login ID-nya menjadi {loginId}",
  "{who} would be deactivated": "{who} akan dinonaktifkan",
  "{who} would be deactivated and {more} more": "{who} akan dinonaktifkan dan {more} lainnya",
  "{who} would be deactivated, {others}": "{who} akan dinonaktifkan, {others}",
  "{who} would be deleted": "{who} akan dihapus",
  "{who} would be deleted and {more} more": "{who} akan dihapus dan {more} lainnya",
  "{who} would be deleted, {others}": "{who} akan dihapus, {others}",
  "{who} would lose admin": "{who} akan kehilangan hak admin",
  "{who} would lose admin and {more} more": "{who} akan kehilangan hak admin dan {more} lainnya",
  "{who} would lose admin, {others}": "{who} akan kehilangan hak admin, {others}",
  " ({count} of them by earlier runs, guards.windowDays)":
    " ({count} di antaranya oleh eksekusi sebelumnya, guards.windowDays)",
  "; {count} of {total} come from {source}": "; {count} dari {total} berasal dari {source}",
  '; {count} of {total} come from {source}; {some} of {all} change column "{column}" [{key}]':
    '; {count} dari {total} berasal dari {source}; {some} dari {all} mengubah kolom "{column}" [{key}]',
  '; {count} of {total} come from {source}; {some} of {all} change column "{column}" [{key}], {most} of them to {value}':
    '; {count} dari {total} berasal dari {source}; {some} dari {all} mengubah kolom "{column}" [{key}], {most} di antaranya menjadi {value}',
  '; {count} of {total} come from {source}; {some} of {all} change column "{column}" [{key}], {most} of them to {value}, said {speaker}':
    '; {count} dari {total} berasal dari {source}; {some} dari {all} mengubah kolom "{column}" [{key}], {most} di antaranya menjadi {value}, ditetapkan {speaker}',
  "; {count} of {total} come from {source}; {some} of {all} by {reason}":
    "; {count} dari {total} berasal dari {source}; {some} dari {all} karena {reason}",
  "; {count} of {total} come from {source}; {some} of {all} by {reason} (filled down?)":
    "; {count} dari {total} berasal dari {source}; {some} dari {all} karena {reason} (tersalin ke bawah?)",
  "entries that were taken out": "entri yang dikeluarkan",
  "entries that were taken out of {file}": "entri yang dikeluarkan dari {file}",
  "the entry is not there any more": "entri sudah tidak ada",
  "the console names the columns of this file": "kolom file ini ditentukan konsol",
  "an entry is put in and taken out whole": "entri dimasukkan dan dikeluarkan secara utuh",
  "its encoding has no place for a character": "encoding-nya tidak memiliki tempat untuk suatu karakter",
  "profiles: {words}": "profil: {words}",
  "there are no profiles here": "tidak ada profil di sini",
  "columns: {words}": "kolom: {words}",
  "setting back what was changed in the console": "pengembalian yang diubah di konsol",
  "setting back what was changed in the console {day}": "pengembalian yang diubah di konsol {day}",
  ", said {speaker}": ", ditetapkan {speaker}",
  "by nobody, so it is off": "bukan oleh siapa pun, jadi dimatikan",
  "by the defaults": "oleh nilai default",
  "by the defaults ({place})": "oleh nilai default ({place})",
  "by role {role}": "oleh peran {role}",
  "by role {role} ({place})": "oleh peran {role} ({place})",
  "for the whole file": "untuk seluruh file",
  "for the whole file ({place})": "untuk seluruh file ({place})",
  "there is no entry for this user": "tidak ada entri untuk pengguna ini",
  "the entry expired on {expires}": "entrinya kedaluwarsa pada {expires}",
  "the entry does not acknowledge {codes}": "entrinya tidak menyatakan mengetahui {codes}",
  "the entry expired on {expires}, and the entry does not acknowledge {codes}":
    "entrinya kedaluwarsa pada {expires}, dan tidak menyatakan mengetahui {codes}",
  "add an entry for {loginId} to {file}": "tambahkan entri untuk {loginId} ke {file}",
  "add an entry for {loginId} to {file} that acknowledges {codes}":
    "tambahkan entri untuk {loginId} ke {file} yang menyatakan mengetahui {codes}",
  "renew expires in {place}": "perbarui expires di {place}",
  "add {codes} to acknowledges in {place}": "tambahkan {codes} ke acknowledges di {place}",
  "renew expires in {place}, and add {codes} to acknowledges in {there}":
    "perbarui expires di {place}, dan tambahkan {codes} ke acknowledges di {there}",
  "employee ID": "ID karyawan",
  keep: "pemertahanan",
  rename: "penggantian nama",
  create: "penambahan",
  update: "pengubahan",
  activate: "pengaktifan",
  deactivate: "penonaktifan",
  delete: "penghapusan",
  release: "pelepasan",
  manual: "langkah manual",
  "update and activate": "pengubahan dan pengaktifan",
  "update and deactivate": "pengubahan dan penonaktifan",
  "manual and activate": "langkah manual dan pengaktifan",
  "manual and deactivate": "langkah manual dan penonaktifan",
  "another {kind}": "{kind} yang lain",
  "the tenant changed": "tenant berubah",
  "the files changed, and the tenant may have": "file berubah, dan tenant mungkin juga berubah",
  "nobody who is inactive or unmanaged": "tidak ada yang nonaktif atau tidak dikelola",
  "it is no plan that meibo saved": "ini bukan rencana yang disimpan meibo",
  "it is not whole": "isinya tidak utuh",
  "it does not say its version": "versinya tidak disebutkan",
  "it is of version {version}, and this meibo knows {known}":
    "versinya {version}, sedangkan meibo ini mengenal {known}",
  "it has no checksum": "tidak ada checksum",
  "it was changed after it was saved": "diubah setelah disimpan",
  "it has no fingerprint of {loginId}": "tidak ada fingerprint {loginId}",
  "its actions are not those of its plan": "actions di dalamnya bukan milik rencananya",
  "it is for the tenant {tenant}, meibo.yaml names {other}":
    "rencana ini untuk tenant {tenant}, sedangkan meibo.yaml menyebut {other}",
  "it was made through the connector {connector}, meibo.yaml names {other}":
    "rencana ini dibuat melalui konektor {connector}, sedangkan meibo.yaml menyebut {other}",
  "it is a preview of {day}": "ini pratinjau untuk {day}",
  "the tenant could not be read": "tenant tidak dapat dibaca",
  "the run was asked to stop": "eksekusi diminta berhenti",
  "the run ended early": "eksekusi berakhir lebih awal",
  "another run took the lock over": "eksekusi lain mengambil alih penguncian",
  "the lock could not be asked: {reason}": "penguncian tidak dapat diperiksa: {reason}",
  "the journal could not be read: {reason}": "jurnal tidak dapat dibaca: {reason}",
  "the answer is short: {users} of {total}": "jawabannya kurang: {users} dari {total}",
  "the run was stopped before the answer came": "eksekusi dihentikan sebelum jawaban datang",
  "no answer": "tidak ada jawaban",
  "stopped after the failed chunk (apply.stopOnFirstFailedChunk)":
    "berhenti setelah batch yang gagal (apply.stopOnFirstFailedChunk)",
  "more than {limit} rows failed (apply.maxFailedRows)": "lebih dari {limit} baris gagal (apply.maxFailedRows)",
  "deletes wait until everything before them succeeded": "penghapusan menunggu sampai semua sebelumnya berhasil",
  "admins stay until everything before them succeeded, their successors too":
    "admin tetap ada sampai semua sebelumnya berhasil, termasuk penggantinya",
  "exists already in the tenant": "sudah ada di tenant",
  "changed in the tenant since the plan": "berubah di tenant sejak rencana dibuat",
  "somebody else got the Login ID in the tenant while this was sent":
    "orang lain mendapat Login ID itu di tenant saat ini dikirim",
  "not sent: {cause}": "tidak dikirim: {cause}",
  "another delete of the same chunk was called off": "penghapusan lain dalam batch yang sama dibatalkan",
  "sent, and stopped before its time was over": "dikirim, lalu berhenti sebelum waktunya habis",
  "sent, and the tenant could not be read afterwards": "dikirim, dan setelah itu tenant tidak dapat dibaca",
  "sent without an answer; the next plan finds what is missing":
    "dikirim tanpa jawaban; rencana berikutnya menemukan yang kurang",
  "sent before without an answer, and not listed yet ({cause})":
    "dikirim sebelumnya tanpa jawaban, dan belum terdaftar ({cause})",
  "not there when a later run looked": "belum ada saat eksekusi berikutnya memeriksa",
  "accepted, and not shown yet": "diterima, dan belum ditampilkan",
  "created, and not listed yet": "ditambahkan, dan belum terdaftar",
  "created, and shown with other values than were sent":
    "ditambahkan, tetapi ditampilkan dengan nilai lain dari yang dikirim",
  "refused, and there with other values than were sent": "ditolak, tetapi ada dengan nilai lain dari yang dikirim",
  "refused, and not there afterwards": "ditolak, dan setelah itu tidak ada",
  "passwords could not be sealed in {file}: {reason}": "kata sandi tidak dapat disegel di {file}: {reason}",
  "it exists already": "file itu sudah ada",
  "{file} is not valid there": "{file} di sana tidak valid",
  "{holder} on {host} (run {run})": "{holder} di {host} (eksekusi {run})",
  "a run that just began": "eksekusi yang baru saja dimulai",
  "try again": "coba lagi",
  "nothing was planned; try again": "tidak ada yang direncanakan; coba lagi",
  "nothing was written; try again": "tidak ada yang ditulis; coba lagi",
  "the server goes on": "server tetap berjalan",
  "check connector in meibo.yaml; meibo tenant seed fills an embedded tenant, meibo tenant reset makes an empty one":
    "periksa connector di meibo.yaml; meibo tenant seed mengisi tenant bawaan, meibo tenant reset membuat tenant kosong",
  "there is no embedded tenant in {database}": "tidak ada tenant bawaan di {database}",
  "meibo tenant seed makes one": "meibo tenant seed membuatnya",
  "the environment variable {name} is not set; set it to {example}":
    "variabel lingkungan {name} tidak ditetapkan; tetapkan seperti {example}",
  "name files of the console, or use --from-connector, not both":
    "sebutkan file konsol, atau gunakan --from-connector, jangan keduanya",
  "--out names a .yaml file": "--out harus menyebut file .yaml",
  "nobody has a department here: use --split-by domain, or none and then meibo move":
    "tidak seorang pun punya departemen di sini: pakai --split-by domain, atau none lalu meibo move",
  "--encoding is of files of the console": "--encoding berlaku untuk file konsol",
  "use --suggest-roles or --no-roles, not both": "pakai --suggest-roles atau --no-roles, jangan keduanya",
  "--out names a .csv file": "--out menyebut file .csv",
  "a table cannot hold {keys} of {loginId} as it is: use --format yaml":
    "tabel tidak dapat memuat {keys} dari {loginId} apa adanya: pakai --format yaml",
  "nothing was applied from here yet": "belum ada yang diterapkan dari sini",
  "meibo log lists the runs": "meibo log menampilkan daftar eksekusi",
  "{runs} and older ones": "{runs} dan yang lebih lama",
  "write a Login ID of the files, with * for any characters, or role:NAME, or department:NAME":
    "tulis Login ID yang ada dalam file, dengan * untuk karakter apa pun, atau role:NAME, atau department:NAME",
  "not named in meibo.yaml": "tidak disebut di meibo.yaml",
  "--tls-key and --tls-cert belong together": "--tls-key dan --tls-cert harus diberikan bersama",
  "they are not installed": "paketnya belum terpasang",
  "one value": "satu nilai",
  two: "dua",
  "write it once": "tulis satu kali saja",
  "shares that come to at most 1 together": "pecahan yang jumlahnya paling banyak 1",
  "only one of them befalls a request": "hanya satu di antaranya yang menimpa sebuah permintaan",
  "write --set {name}=… or {same}=default": "tulis --set {name}=… atau {same}=default",
  "file or row": "file atau row",
  "data or lines": "data atau lines",
  "en or ja": "en atau ja",
  "rows or start": "rows atau start",
  "any or all": "any atau all",
  "a whole number from {least} to {most}": "bilangan bulat dari {least} sampai {most}",
  "a share of requests from 0 to 1": "bagian dari permintaan, dari 0 sampai 1",
  "headers of columns that MiiTel does not have, each once, with commas between them":
    "header kolom yang tidak dimiliki MiiTel, masing-masing satu kali, dipisahkan koma",
  All: "Semua",
  "Host only": "Hanya untuk host",
  None: "Tidak ada",
  "the entry has permissions already: put these among them": "entri ini sudah memiliki permissions: tulis di dalamnya",
  "{first} may say otherwise: change that too": "{first} mungkin menyatakan lain: ubah itu juga",
  "{first} and {second} may say otherwise: change that too":
    "{first} dan {second} mungkin menyatakan lain: ubah itu juga",
  "{first} and {second} and {third} may say otherwise: change that too":
    "{first}, {second}, dan {third} mungkin menyatakan lain: ubah itu juga",
  "{first} and {second} and {third} and {fourth} may say otherwise: change that too":
    "{first}, {second}, {third}, dan {fourth} mungkin menyatakan lain: ubah itu juga",
  "deleting needs state: absent and an approval in approvals.yaml":
    "penghapusan memerlukan state: absent dan persetujuan di approvals.yaml",
  "deleting needs state: absent and an approval in approvals.yaml; {more}":
    "penghapusan memerlukan state: absent dan persetujuan di approvals.yaml; {more}",
  "connector.http.url is missing": "connector.http.url tidak ada",
  "connector.http.url{url}: {reason}": "connector.http.url{url}: {reason}",
  "a name or password stands in it, or an @ that looks like one":
    "ada nama atau kata sandi di dalamnya, atau @ yang tampak seperti itu",
  "it is no URL": "ini bukan URL",
  "it begins with neither https:// nor http://": "tidak diawali https:// maupun http://",
  "it ends in a query or fragment": "diakhiri query atau fragment",
  "it is another spelling of {url}": "ini ejaan lain dari {url}",
  "its host ends in a full stop": "host-nya diakhiri titik",
  "http:// would send the token unencrypted; use https://":
    "http:// akan mengirim token tanpa enkripsi; gunakan https://",
  "connector.http.proxy: a proxy does not lead to this machine, where {origin} is, but would read the token; take it out":
    "connector.http.proxy: proxy tidak mengarah ke komputer ini, tempat {origin} berada, tetapi dapat membaca token; keluarkan",
  "connector.http.proxy: it is not http:// or https:// with host and port, without name, password, path and query":
    "connector.http.proxy: ini bukan http:// atau https:// dengan host dan port, tanpa nama, kata sandi, path, dan query",
  "{host} leads to an address inside a network; set connector.http.allowPrivate if that is meant":
    "{host} mengarah ke alamat di dalam jaringan; tetapkan connector.http.allowPrivate jika itu yang dimaksud",
  "the environment variable {name} with the token is not set":
    "variabel lingkungan {name} yang berisi token tidak ditetapkan",
  "NODE_TLS_REJECT_UNAUTHORIZED=0 is set: certificates would not be checked":
    "NODE_TLS_REJECT_UNAUTHORIZED=0 ditetapkan: sertifikat tidak akan diperiksa",
  "GET {path} failed: {reason}": "GET {path} gagal: {reason}",
  "POST {path} failed: {reason}": "POST {path} gagal: {reason}",
  "DELETE {path} failed: {reason}": "DELETE {path} gagal: {reason}",
  "it took too long": "terlalu lama",
  "{request} was answered with {status}": "{request} dijawab dengan {status}",
  "{request} was answered with {status}, not 204": "{request} dijawab dengan {status}, bukan 204",
  "{request} was answered with {status}, a way to another place, which is not followed":
    "{request} dijawab dengan {status}, pengalihan ke tempat lain, yang tidak diikuti",
  "the answer to {request} is {type}, not JSON": "jawaban atas {request} adalah {type}, bukan JSON",
  "the answer to {request} is of no type, not JSON": "jawaban atas {request} tidak menyebut jenisnya, bukan JSON",
  "the answer to {request} is not what schemas/tenant-api.yaml says":
    "jawaban atas {request} tidak sesuai dengan schemas/tenant-api.yaml",
  "the users changed while they were listed, {times} times": "pengguna berubah saat didaftar, {times} kali",
  "the list has {users} users and says that it has {total}":
    "daftar berisi {users} pengguna dan menyatakan berisi {total}",
  "the list says that it has {total} users; at most {most} are read":
    "daftar menyatakan berisi {total} pengguna; paling banyak {most} yang dibaca",
  "the list says that it has {total} users, and then {other}":
    "daftar menyatakan berisi {total} pengguna, lalu {other}",
  "the list of users names somebody twice": "daftar pengguna menyebut seseorang dua kali",
  "the list has more users than the {total} that it says it has":
    "daftar berisi lebih banyak pengguna daripada {total} yang dinyatakannya",
  "the list of users goes on without anybody": "daftar pengguna berlanjut tanpa siapa pun",
  "the import has not ended": "impor belum selesai",
  "no user with this Login ID": "tidak ada pengguna dengan Login ID ini",
  "{at}this is no state file of meibo, or it is damaged": "{at}ini bukan file state meibo, atau rusak",
  "{at}this is a folder; state.path is to name a file": "{at}ini folder; state.path harus menyebut file",
  "{at}written by a newer meibo (layout {version}, this one knows {known})":
    "{at}ditulis oleh meibo yang lebih baru (layout {version}, meibo ini mengenal {known})",
  "{at}a run is under way; try again when it has ended":
    "{at}sebuah eksekusi sedang berjalan; coba lagi setelah selesai",
  "{at}a run of an older meibo is under way in it; try again when that has ended":
    "{at}eksekusi dari meibo lama sedang berjalan di dalamnya; coba lagi setelah selesai",
  "{at}the list of tables is damaged": "{at}daftar tabel rusak",
  "{at}the list of tenants is damaged": "{at}daftar tenant rusak",
  "{at}the head of tenant {tenant} is damaged": "{at}kepala tenant {tenant} rusak",
  "{at}a row of layout 1 is damaged": "{at}sebuah baris layout 1 rusak",
  "{at}a sum of the ledger is damaged": "{at}sebuah checksum buku induk rusak",
  "{at}the ledger entry {key} is damaged": "{at}entri buku induk {key} rusak",
  "{at}the ledger ({written} entries were written, {there} are there) is damaged":
    "{at}buku induk ({written} entri ditulis, {there} ada) rusak",
  "{at}record {number} of the journal is damaged": "{at}catatan {number} dalam jurnal rusak",
  "{at}the users of record {number} is damaged": "{at}pengguna dari catatan {number} rusak",
  "{at}the journal ({written} records were written, {there} are there) is damaged":
    "{at}jurnal ({written} catatan ditulis, {there} ada) rusak",
  "{at}access is refused; give this account the right to write the file and its folder":
    "{at}akses ditolak; beri akun ini hak menulis file itu dan foldernya",
  "{at}another program keeps it locked; close that program, then try again":
    "{at}program lain menguncinya; tutup program itu, lalu coba lagi",
  "{at}it cannot be written; give this account the right to write the file and its folder":
    "{at}tidak dapat ditulis; beri akun ini hak menulis file itu dan foldernya",
  "{at}reading or writing failed; look whether the disk is sound and there":
    "{at}pembacaan atau penulisan gagal; periksa apakah disknya sehat dan terpasang",
  "{at}the disk is full; make room on it, then try again": "{at}disk penuh; kosongkan sebagian, lalu coba lagi",
  "{at}it cannot be opened; give this account the right to write its folder, or name another in state.path":
    "{at}tidak dapat dibuka; beri akun ini hak menulis foldernya, atau sebutkan folder lain di state.path",
  "{at}the disk may only be read; name a folder that can be written in state.path":
    "{at}disk hanya boleh dibaca; sebutkan folder yang dapat ditulis di state.path",
  "{at}a part of the path is a file, not a folder; mend state.path":
    "{at}sebagian path adalah file, bukan folder; perbaiki state.path",
  "the database {database} on {host}: ": "database {database} di {host}: ",
  "(of the user's name)": "(sama dengan nama pengguna)",
  "this machine": "komputer ini",
  "{at}the connection broke ({reason})": "{at}koneksi terputus ({reason})",
  "in the middle of a transaction": "di tengah transaksi",
  "the address of the database is not postgres://USER:PASSWORD@HOST:PORT/DATABASE; special characters of a password are percent-encoded":
    "alamat database bukan postgres://USER:PASSWORD@HOST:PORT/DATABASE; karakter khusus kata sandi ditulis dengan percent-encoding",
  "{at}the user or the password is refused; mend them in the address":
    "{at}pengguna atau kata sandi ditolak; perbaiki dalam alamatnya",
  "{at}the user is refused; mend the address, or let the user in":
    "{at}pengguna ditolak; perbaiki alamatnya, atau izinkan pengguna itu masuk",
  "{at}there is no such database; make it, or mend its name in the address":
    "{at}tidak ada database itu; buat, atau perbaiki namanya dalam alamat",
  "{at}the user may not make or write tables there; grant CREATE on the database":
    "{at}pengguna tidak boleh membuat atau menulis tabel di sana; berikan CREATE pada database itu",
  "{at}it may only be read, as a standby; name the primary in the address":
    "{at}hanya boleh dibaca, karena standby; sebutkan primary dalam alamat",
  "{at}the disk of the server is full; make room on it, then try again":
    "{at}disk server penuh; kosongkan sebagian, lalu coba lagi",
  "{at}it has too many connections; end some, then try again":
    "{at}koneksinya terlalu banyak; akhiri beberapa, lalu coba lagi",
  "{at}it did not answer in time; look whether it is overloaded":
    "{at}tidak menjawab tepat waktu; periksa apakah bebannya berlebihan",
  "{at}there is no such host; mend its name in the address": "{at}tidak ada host itu; perbaiki namanya dalam alamat",
  "{at}the name of the host cannot be looked up now; look whether the network is there":
    "{at}nama host tidak dapat dicari sekarang; periksa apakah jaringannya ada",
  "{at}nothing answers there; start the server, or mend host and port in the address":
    "{at}tidak ada yang menjawab di sana; jalankan servernya, atau perbaiki host dan port dalam alamat",
  "others keep writing to the state of this tenant; try again when they have ended":
    "pihak lain terus menulis ke state tenant ini; coba lagi setelah mereka selesai",
  "the lock was lost to another run: nothing more is written":
    "penguncian direbut eksekusi lain: tidak ada lagi yang ditulis",
};
