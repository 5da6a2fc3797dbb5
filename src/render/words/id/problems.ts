import type { ProblemTexts } from "../en.ts";

export const PROBLEMS: ProblemTexts = {
  // ---- MB10: files ------------------------------------------------------------------------------------------
  "yaml-syntax": {
    text: "ini bukan YAML yang valid: {reason}",
    hint: "perbaiki baris ini; indentasi hanya memakai spasi, dan teks yang berisi : atau # memerlukan tanda kutip",
  },
  "csv-syntax": {
    text: "ini bukan CSV yang valid: {reason}",
    hint: "sel yang berisi pemisah, tanda kutip, atau ganti baris ditulis di dalam tanda kutip, dan tanda kutip di dalamnya ditulis dua kali",
  },
  "yaml-look-alike": {
    text: "di sini ada {character}, bukan {wanted}",
    hint: "alihkan keyboard ke huruf half-width, lalu tulis {wanted}",
  },
  "csv-separator-line": {
    text: "baris pertama adalah perintah untuk spreadsheet, bukan header",
    hint: "hapus baris itu; pemisah dikenali dari header",
  },
  "csv-cells": {
    text: "sel di baris ini: {got}, di header: {expected}",
    hint: "periksa apakah ada pemisah yang kurang atau berlebih di baris ini",
  },
  "empty-file": {
    text: "file ini kosong",
    hint: "singkirkan file ini, atau tulis users: [] jika memang tidak memuat siapa pun",
  },
  "unknown-key": { text: "kunci {key} tidak dikenal", hint: "{suggestion}" },
  "unknown-column": { text: "kolom {column} tidak dikenal", hint: "{suggestion}" },
  "login-id-twice": {
    text: "{loginId} dideklarasikan dua kali; yang pertama ada di {first}",
    hint: "pertahankan salah satu dari kedua entri itu",
  },
  "role-unknown": { text: "tidak ada peran {role}", hint: "{suggestion}" },
  "role-cycle": {
    text: "peran {role} memperluas dirinya sendiri: {path}",
    hint: "keluarkan salah satu peran ini dari daftar extends",
  },
  "role-twice": {
    text: "peran {role} dideklarasikan dua kali; yang pertama ada di {first}",
    hint: "ganti nama salah satunya, atau gabungkan keduanya",
  },
  "password-in-file": {
    text: "kata sandi tidak boleh ada dalam file roster",
    hint: "keluarkan kata sandi itu, dan ganti jika file ini pernah dibagikan; meibo membuat kata sandi saat menambahkan pengguna",
  },
  "secret-in-config": {
    text: "{key} mungkin berisi rahasia; rahasia tidak boleh ada dalam file",
    hint: "sebutkan variabel lingkungan yang berisi rahasia itu, dan ganti rahasianya jika file ini pernah dibagikan",
  },
  "leading-zero": {
    text: "{value} tanpa tanda kutip dianggap angka oleh kebanyakan alat YAML, yang membuang nol di depannya",
    hint: 'tulis "{value}"',
  },
  "duplicate-key": {
    text: "kunci {key} ada dua kali di sini; yang pertama di baris {first}",
    hint: "pertahankan salah satunya",
  },
  "duplicate-column": {
    text: "dua kolom berarti {column}",
    hint: "pertahankan salah satu dari kedua kolom itu",
  },
  "wrong-shape": { text: "{key}: seharusnya {expected}, ternyata {got}", hint: "{hint}" },
  "missing-key": { text: "{key} tidak ada", hint: "{hint}" },
  "missing-column": {
    text: "kolom {column} tidak ada",
    hint: "setiap file pengguna dalam CSV memiliki setidaknya Login ID dan User name",
  },
  "role-and-roles": {
    text: "role dan roles ada di tempat yang sama",
    hint: "tulis roles: [a, b], atau role: a, jangan keduanya",
  },
  "yaml-forbidden": {
    text: "{what} tidak diizinkan dalam roster",
    hint: "tulis nilainya secara lengkap; tidak ada bagian roster yang boleh mewakili hal lain",
  },
  "yaml-documents": {
    text: "dokumen kedua dimulai di sini",
    hint: "satu file memuat satu dokumen: keluarkan baris --- itu, atau buat dua file",
  },
  "yaml-directive": {
    text: "direktif seperti %YAML tidak diizinkan",
    hint: "keluarkan baris itu; meibo membaca YAML 1.2",
  },
  "yaml-key": {
    text: "{key} bukan kunci yang boleh ada dalam roster",
    hint: "kunci adalah teks biasa seperti loginId",
  },
  "file-missing": {
    text: "{file} tidak dapat dibaca: {reason}",
    hint: "tidak ada yang direncanakan selama ada file yang tidak dapat dibaca; periksa nama dan izin aksesnya",
  },
  "file-changed": {
    text: "{file} berubah saat sedang dibaca",
    hint: "biarkan apa pun yang menulisnya selesai dahulu, lalu jalankan meibo lagi",
  },
  "file-names-alike": {
    text: "{file} dan {other} hanya berbeda dalam huruf besar dan kecil, atau dalam cara sebuah huruf disusun",
    hint: "ganti nama salah satunya: di Windows dan macOS keduanya adalah satu file, dan orang dari file yang lain akan hilang",
  },
  "file-outside": {
    text: "{file} mengarah ke luar repositori",
    hint: "letakkan salinan file itu di dalam repositori sebagai pengganti tautannya",
  },
  "pattern-outside": {
    text: "{pattern} mengarah ke luar repositori",
    hint: "file roster berada di folder meibo.yaml atau di bawahnya; tulis path dari sana, dengan /",
  },
  "file-irregular": {
    text: "{file} adalah {kind}, bukan file",
    hint: "keluarkan dari folder yang disebut meibo.yaml di bawah sources",
  },
  "file-kind": {
    text: "{file} bukan YAML dan bukan CSV",
    hint: "beri nama dengan akhiran .yaml, .csv, atau .console.csv, atau persempit pola di meibo.yaml yang cocok dengannya",
  },
  "no-config": {
    text: "tidak ada {file} di sini",
    hint: "jalankan meibo init, atau buka folder roster",
  },
  "file-large": {
    text: "file ini berukuran {size}, batasnya {limit}",
    hint: "bagi menjadi beberapa file",
  },
  "files-large": {
    text: "dengan file ini, ukuran semua file lebih dari {limit}",
    hint: "persempit pola di bawah sources di meibo.yaml",
  },
  "files-many": {
    text: "file yang cocok: {count}, batasnya {limit}",
    hint: "persempit sources.users di meibo.yaml, atau gabungkan file",
  },
  "cell-cut": {
    text: "sel ini berakhir setelah {limit} karakter, di tempat spreadsheet memotong",
    hint: "periksa apa yang hilang di akhirnya lalu persingkat; roster tidak memiliki sel sepanjang ini",
  },
  "line-long": {
    text: "baris ini berukuran {size}, batasnya {limit}",
    hint: "bagi baris itu; roster tidak memiliki baris sepanjang ini",
  },
  "too-deep": {
    text: "struktur ini bertingkat lebih dari {limit} tingkat",
    hint: "roster memerlukan sekitar lima tingkat; cari [ atau - yang berulang",
  },
  "too-many-parts": {
    text: "sampai baris ini, file memiliki lebih dari {limit} {what}",
    hint: "bagi menjadi beberapa file, misalnya satu untuk setiap departemen",
  },
  "too-many-keys": {
    text: "map ini memiliki lebih dari {limit} kunci",
    hint: "users adalah daftar: masing-masing dimulai dengan - loginId:",
  },
  "control-character": {
    text: "karakter {character} tidak diizinkan",
    hint: "hapus karakter itu; karakter itu tidak terlihat, dan dapat menyembunyikan atau mengubah apa yang ada di sebelahnya",
  },
  "conflict-marker": {
    text: "konflik merge tertinggal dalam file ini",
    hint: "pilih salah satu sisi dan hapus baris yang berisi <<<<<<<, =======, dan >>>>>>>",
  },
  "line-ends": {
    text: "file ini mencampur akhir baris: {found}",
    hint: "simpan dengan satu jenis akhir baris (LF, atau CRLF)",
  },
  "no-match": {
    text: "{pattern} di {key} tidak cocok dengan file mana pun",
    hint: "perbaiki atau keluarkan pola itu di meibo.yaml; pola yang tidak menemukan apa pun tampak seperti orang yang sudah keluar",
  },
  "config-version": {
    text: "meibo.yaml memiliki versi {version}, meibo ini mengenal versi 1",
    hint: "gunakan meibo yang lebih baru, atau perbaiki versinya",
  },
  "spaces-trimmed": {
    text: "spasi di sekitar {value} diabaikan",
    hint: "hapus spasi itu di file",
  },
  "roles-disagree": {
    text: "peran {first} dan {second} menetapkan {key} secara berbeda; {second} ditulis terakhir dan itulah yang berlaku",
    hint: "nyatakan dalam izin pengguna itu sendiri, atau perbaiki salah satu perannya",
  },
  "approval-twice": {
    text: "{loginId} ada dua kali dalam persetujuan; yang pertama di {first}",
    hint: "pertahankan salah satunya",
  },
  "impact-unknown": {
    text: "{code} bukan dampak penghapusan, jadi tidak ada dampak yang dinyatakan diketahui dengannya",
    hint: "{suggestion}",
  },
  "schema-stale": {
    text: "{file} tidak ada, atau tidak sesuai dengan peran dan pool folder ini",
    hint: "meibo schema --write menulisnya lagi",
  },

  "more-alike": {
    text: "tidak dicantumkan di sini: {more} lagi dari {code} ({kind}), seluruhnya {total}",
    hint: "sering kali penyebabnya sama: perbaiki beberapa di antaranya, lalu jalankan meibo validate lagi",
  },

  // ---- MB11: identity and name ------------------------------------------------------------------------------
  "login-id-format": {
    text: "{loginId} bukan Login ID: {reason}",
    hint: "Login ID berbentuk seperti name@company.example: huruf ASCII, angka, dan ! # $ % & * + - / = ? ^ _ ` { | } ~ . dengan satu @",
  },
  "login-id-upper": {
    text: "{loginId} memiliki huruf besar",
    hint: "tulis dengan huruf kecil kecuali jika di tenant memang begitu; perbandingannya tidak membedakan huruf besar dan kecil",
  },
  "login-id-case": {
    text: "{loginId} ditulis {actual} di tenant; orangnya sama",
    hint: "tulis seperti di tenant",
  },
  "name-empty": {
    text: "nama kosong",
    hint: "tulis nama yang dilihat orang, paling banyak 30 karakter",
  },
  "name-long": {
    text: "nama memiliki {length} karakter, batasnya 30",
    hint: "persingkat nama itu",
  },
  "name-form": {
    text: "nama {name} {reason}",
    hint: "tulis seperti yang seharusnya ditampilkan",
  },
  "name-encoding": {
    text: "{value} tidak dapat ditulis dalam {encoding}: {characters}",
    hint: "{hint}",
  },
  "name-twice": {
    text: "dua pengguna bernama {name}: {first} dan {second}",
    hint: "laporan akan menampilkan satu nama untuk dua orang; tambahkan departemen atau nomor jika itu penting",
  },
  "formula-start": {
    text: "{value} dimulai dengan {character}, yang dianggap rumus oleh spreadsheet",
    hint: "mulailah dengan karakter lain",
  },
  "login-id-domain": {
    text: "{loginId} tidak berada dalam domain yang diizinkan meibo.yaml ({allowed})",
    hint: "perbaiki Login ID itu, atau tambahkan domainnya ke allowed.loginIdDomains",
  },
  "login-id-long": {
    text: "{loginId} memiliki {length} karakter",
    hint: "lebih dari 64 tidak lazim; periksa",
  },

  "login-id-unusual": {
    text: "{loginId} {reason}",
    hint: "periksa apakah di tenant memang begitu; Login ID yang berbeda satu titik adalah orang lain",
  },

  // ---- MB12: extension --------------------------------------------------------------------------------------
  "extension-format": {
    text: "{extension} bukan nomor ekstensi: 3 sampai 6 digit",
    hint: "{hint}",
  },
  "extension-twice": {
    text: "ekstensi {extension} dideklarasikan untuk {first} dan untuk {second}",
    hint: "beri salah satunya nomor lain",
  },
  "extension-twins": {
    text: "ekstensi {extension} milik {second} dan {other} milik {first} hanya berbeda pada nol di depan",
    hint: "spreadsheet membuang nol di depan; periksa kedua nomor, dan tulis yang lengkap di dalam tanda kutip",
  },
  "extension-taken": {
    text: "ekstensi {extension} untuk {loginId} sedang dipakai oleh {other}, yang tetap memakainya",
    hint: "pilih nomor yang belum dipakai, atau ubah {other} dahulu",
  },
  "extension-zeros": {
    text: "ekstensi {extension} untuk {loginId} berbeda dari {actual} di tenant hanya pada nol di depan",
    hint: "spreadsheet membuang nol di depan; periksa apakah perubahan ini memang dimaksudkan",
  },
  "extension-pool": {
    text: "ekstensi {extension} tidak ada dalam pool {pool} ({ranges})",
    hint: "pilih nomor dari pool itu, atau perlebar pool di meibo.yaml",
  },
  "pool-unknown": {
    text: "tidak ada pool ekstensi {pool}",
    hint: "{suggestion}",
  },
  "pool-full": {
    text: "tidak ada nomor yang belum dipakai dalam pool {pool} ({ranges})",
    hint: "perlebar pool itu di meibo.yaml, atau bebaskan nomor orang yang sudah keluar: meibo extension list menampilkan siapa memakai nomor mana",
  },
  "pool-format": {
    text: "{range} bukan rentang ekstensi",
    hint: 'tulis "2100-2199" atau "2100"',
  },

  "extension-short": {
    text: "ekstensi {extension} lebih pendek daripada yang lain di {file}, yang memiliki {usual} digit",
    hint: "spreadsheet membuang nol di depan; jika nomor ini memilikinya, tulis lagi dan format kolomnya sebagai teks",
  },

  "extension-group": {
    text: "ekstensi {extension} untuk {loginId} adalah nomor grup {group}",
    hint: "pilih nomor lain: tidak ada yang tahu apakah orang dan grup boleh memiliki nomor yang sama",
  },

  // ---- MB13: values -----------------------------------------------------------------------------------------
  "value-unknown": { text: "{value} bukan nilai untuk {key}", hint: "{hint}" },
  "time-zone-not-allowed": {
    text: "{timeZone} tidak ada dalam allowed.timeZones ({allowed})",
    hint: "pilih salah satu dari ini, atau tambahkan di meibo.yaml",
  },
  "date-format": {
    text: "{value} bukan tanggal kalender",
    hint: "{hint}",
  },
  "dates-order": {
    text: "{later} ({laterDay}) mendahului {earlier} ({earlierDay})",
    hint: "perbaiki salah satu dari kedua tanggal itu",
  },

  "spreadsheet-error": {
    text: "{column} berisi {value}, yang ditampilkan spreadsheet jika rumus gagal atau kolom terlalu sempit",
    hint: "tulis teksnya sendiri; di spreadsheet, tempelkan nilai, bukan rumus",
  },
  "spreadsheet-change": {
    text: "{column} berisi {value}, yang tampaknya dibuat oleh spreadsheet: {reason}",
    hint: "{hint}",
  },

  // ---- MB21: permissions ------------------------------------------------------------------------------------
  "phone-mobile-needs-phone": {
    text: "phoneMobile memerlukan phone",
    hint: "tetapkan phone: true, atau keluarkan phoneMobile",
  },
  "cc-admin-needs-call-center": {
    text: "callCenter.admin memerlukan callCenter",
    hint: "tetapkan callCenter.enabled: true, atau keluarkan callCenter.admin",
  },
  "bot-needs-meetings": {
    text: "meetings.useBot memerlukan meetings",
    hint: "tetapkan meetings.enabled: true, atau keluarkan meetings.useBot",
  },
  "monitoring-needs-phone": {
    text: "monitoring tidak berfungsi tanpa phone",
    hint: "tetapkan phone: true, atau keluarkan monitoring",
  },
  "dialer-needs-call-center": {
    text: "callCenter.editPredictiveDialer tidak berfungsi tanpa callCenter",
    hint: "tetapkan callCenter.enabled: true, atau keluarkan izin ini",
  },
  "not-subscribed": {
    text: "{key} dinyalakan, tetapi {subscription} tidak termasuk langganan",
    hint: "keluarkan izin ini, atau tambahkan {subscription} ke subscriptions di meibo.yaml jika ada dalam kontrak",
  },
  "zero-trap": {
    text: "{key} bernilai 0, yang berarti all, yaitu yang paling luas",
    hint: "untuk ya dan tidak, 0 berarti mati, sedangkan di sini berarti semuanya; tulis 2 (none) atau 1 (hostOnly) jika itu yang dimaksud, atau all untuk menyatakannya dengan sengaja",
  },

  // ---- MB22: seats ------------------------------------------------------------------------------------------
  "seats-exceeded": {
    text: "lisensi terpakai setelah rencana: {after} ({of}), sekarang: {now}, dalam kontrak: {limit}; tidak ada lisensi tersisa untuk {who}",
    hint: "minta lisensi tambahan kepada RevComm, jangan sertakan orang ini, atau bebaskan lisensi; yang lisensinya dapat dibebaskan: {free}",
  },
  "seats-need-delete": {
    text: "tidak ada lisensi yang tersedia untuk pengguna baru sampai pengguna berikut dihapus, dan penghapusan dilakukan paling akhir: {who}",
    hint: "tambahkan deleteFirst: true ke persetujuan mereka di approvals.yaml, atau hapus mereka lebih dahulu dalam eksekusi tersendiri",
  },
  "seats-short-meanwhile": {
    text: "lisensi yang terpakai sekaligus di tengah jalan: {peak} ({of}), dalam kontrak: {limit}",
    hint: "lakukan dalam dua eksekusi: pengguna baru yang nonaktif memakai lisensi sampai mereka dinonaktifkan, dan seorang admin tetap memakai lisensinya sampai admin berikutnya ada",
  },
  "seats-nearly-full": {
    text: "rencana ini berakhir dengan {after} dari {limit} lisensi terpakai ({of}), sekarang {now}: tersisa {left}",
    hint: "minta lisensi tambahan kepada RevComm pada waktunya",
  },

  // ---- MB23: guards -----------------------------------------------------------------------------------------
  "too-few-admins": {
    text: "admin aktif yang akan tersisa: {left}, minimumnya {limit} (guards.minAdmins)",
    hint: "biarkan salah satu dari mereka tetap seperti sekarang, atau jadikan orang lain admin: {who}",
  },
  "selection-needs-admin": {
    text: "dengan yang dipilih, admin aktif yang akan tersisa: {left}; minimumnya {limit} (guards.minAdmins)",
    hint: "pilih juga mereka yang menjadi admin, atau terapkan seluruh rencana",
  },
  "protected-user": {
    text: "{loginId} dilindungi: {what}",
    hint: "keluarkan perubahan itu, atau keluarkan pengguna itu dari protect di meibo.yaml dalam perubahan tersendiri",
  },
  "own-account": {
    text: "{loginId} adalah akun yang dipakai meibo untuk login: {what}",
    hint: "keluarkan perubahan itu; yang menjalankan meibo tidak boleh memutus aksesnya sendiri di tengah jalan",
  },
  "too-many-deletes": {
    text: "penghapusan: {count}{recent}, {percent} dari pengguna, seluruhnya {total} (batas: {limit}, {limitPercent}){source}",
    hint: "hapus dalam langkah yang lebih kecil, atau naikkan guards.maxDeletes dan guards.maxDeletePercent",
  },
  "too-many-deactivations": {
    text: "penonaktifan dan pelepasan: {count}{recent}, {percent} dari pengguna aktif, seluruhnya {total} (batas: {limit}, {limitPercent}){source}",
    hint: "periksa file dahulu: file yang hilang tampak seperti orang yang sudah keluar; atau naikkan guards.maxDeactivations dan guards.maxDeactivatePercent",
  },
  "too-many-updates": {
    text: "pengubahan: {count}{recent}, {percent} dari pengguna, seluruhnya {total} (batas: {limitPercent}){source}",
    hint: "periksa peran atau file yang mengubah sebanyak itu, atau naikkan guards.maxUpdatePercent",
  },
  "too-many-creates": {
    text: "penambahan: {count}{recent} (batas: {limit}){source}",
    hint: "periksa apakah tenant-nya benar, atau naikkan guards.maxCreates",
  },
  "too-many-admin-changes": {
    text: "pengguna yang mendapat atau kehilangan hak admin: {count}, batasnya {limit} ({who}){source}",
    hint: "ubah admin sedikit demi sedikit, atau naikkan guards.maxAdminChanges",
  },
  "unmanaged-users": {
    text: "pengguna tenant yang tidak ada dalam file mana pun: {count} ({who})",
    hint: "impor mereka, sebutkan di bawah ignore, atau tetapkan unmanaged: warn di meibo.yaml",
  },
  "delete-not-approved": {
    text: "penghapusan {loginId} tidak disetujui: {reason}",
    hint: "{hint}",
  },
  "deletes-forbidden": {
    text: "penghapusan {loginId}: meibo.yaml melarang penghapusan (guards.deletes)",
    hint: "deklarasikan state: inactive, atau tetapkan guards.deletes: approval",
  },
  "waiting-period": {
    text: "{loginId} belum cukup lama nonaktif untuk dihapus: baru bisa mulai {from} (guards.deleteAfterInactiveDays: {days})",
    hint: "tunggu, atau nyatakan overrideWaiting: true dalam persetujuannya",
  },
  "file-policy": {
    text: "{file} memberikan {key}: {value} kepada {who}, yang tidak diizinkan policy.files di sana (aturan untuk {match}){source}",
    hint: "keluarkan izin itu, atau deklarasikan orang tersebut dalam file yang boleh memberikannya",
  },
  "role-required": {
    text: "{who} di {file} harus memiliki peran (policy.roles.requireFor)",
    hint: "sebutkan peran dalam entrinya atau untuk seluruh file, atau deklarasikan orang tersebut dalam file lain",
  },
  "too-many-overrides": {
    text: "izin yang ditetapkan sebuah entri di samping perannya: {count} ({keys}), batasnya {limit} (policy.roles.maxOverrides); di {file}: {who}",
    hint: "beri mereka peran yang sesuai, atau buat peran baru",
  },
  "base-limits": {
    text: "ditolak hanya karena batas di branch dasar: {codes}",
    hint: "batas yang diperlebar di sini baru berlaku setelah di-merge; ubah batas itu dalam pull request tersendiri",
  },
  "empty-roster": {
    text: "file tidak mendeklarasikan siapa pun, tetapi pengguna dalam catatan meibo: {managed}",
    hint: "periksa sources.users di meibo.yaml dan foldernya; roster kosong tidak pernah dianggap sebagai perintah untuk menutup akses semua orang",
  },
  "empty-tenant": {
    text: "tenant menjawab tanpa pengguna, tetapi pengguna dalam catatan meibo: {managed}",
    hint: "periksa konektornya; tidak ada yang direncanakan dari jawaban kosong",
  },
  "tenant-shrank": {
    text: "pengguna yang ditampilkan tenant: {now}, pada eksekusi terakhir: {before}, berkurang {percent} (batas {limitPercent})",
    hint: "lihat daftar pengguna; jika pengguna itu memang sudah tidak ada, naikkan guards.maxShrinkPercent untuk eksekusi ini",
  },
  "file-end-lost": {
    text: "{file} sebelumnya berakhir dengan {last}, yang tidak ada lagi dalam file mana pun; {count} orang dari file itu akan kehilangan akses: {who}",
    hint: "file yang hilang, dikosongkan, atau terpotong tampak persis seperti ini: kembalikan file itu. Siapa pun yang sudah keluar diberi state: inactive atau endDate dalam entrinya; setelah itu diterapkan, entrinya dapat dikeluarkan",
  },

  // ---- MB24: order ------------------------------------------------------------------------------------------
  "login-id-rename": {
    text: "Login ID {loginId} berubah dari {before}: langkah manual di layar Edit",
    hint: "tidak ada file konsol yang pasti dapat mengubah Login ID",
  },
  "rename-question": {
    text: "apakah {loginId}, yang baru, orang yang sama dengan {other}, yang tidak ada lagi dalam file? Keduanya memiliki {same} yang sama",
    hint: "jika ya, tulis previousLoginIds: [{other}] dalam entri {loginId}; jika tidak, tambahkan yang satu dan keluarkan yang lain dalam dua langkah, atau loloskan dengan --allow MB2406",
  },
  "rename-extension": {
    text: "apakah {loginId}, yang baru, orang yang sama dengan {other}, yang tidak ada lagi dalam file? Keduanya memiliki {same} yang sama, dan {other} masih memakai ekstensi {extension}",
    hint: "jika ya, tulis previousLoginIds: [{other}] dalam entri {loginId}; jika tidak, beri {loginId} ekstensi lain",
  },
  "by-hand": {
    text: "konektor {connector} tidak mendukung {kind}: {count} tersisa untuk dilakukan secara manual ({who})",
    hint: "lakukan di konsol, lalu jalankan meibo plan lagi; yang didapati sudah dilakukan akan dicatat",
  },
  "account-twice": {
    text: "entri {loginId} meminta {what} akun {account}, dan entri {other} meminta {otherWhat} akun yang sama",
    hint: "nyatakan hanya dalam satu entri apa yang terjadi dengan {account}",
  },
  "not-in-snapshot": {
    text: "{loginId} ada dalam file, tetapi tidak ada dalam data yang dapat dibaca dari MiiTel: nonaktif, atau dihapus?",
    hint: "cari pengguna itu di User List; tidak ada yang direncanakan untuk orang yang tidak dapat dilihat siapa pun",
  },
  "former-exists": {
    text: "{loginId} dan Login ID sebelumnya {before} sama-sama ada di tenant",
    hint: "jika itu dua orang, keluarkan yang lain dari previousLoginIds; jika itu satu orang, hapus akun yang tidak dipakai",
  },
  "gone-from-tenant": {
    text: "{loginId} ada di tenant pada eksekusi terakhir dan kini tidak ada; rencana ini menambahkan pengguna itu dari awal",
    hint: "mungkin seseorang sengaja menghapus pengguna itu: jika demikian, keluarkan entrinya dari file",
  },
  "extension-cycle": {
    text: "{users} saling bertukar ekstensi, dan tidak ada nomor cadangan yang belum dipakai",
    hint: 'sebutkan nomor yang belum dipakai di meibo.yaml: extensionPools: { spare: ["9990-9999"] }',
  },

  "selection-needs-extension": {
    text: "{loginId} akan mendapat ekstensi {extension}, yang masih dipakai {other} dan tetap dipakainya, karena {other} tidak dipilih",
    hint: "pilih juga {other} (--only), atau terapkan seluruh rencana",
  },
  "selection-needs-seat": {
    text: "tidak ada lisensi yang tersedia ({of}) untuk {users} tanpa lisensi yang akan dikembalikan oleh {others}, yang tidak dipilih",
    hint: "pilih juga mereka (--only), atau terapkan seluruh rencana",
  },

  // ---- MB31: the tenant's own files -------------------------------------------------------------------------
  "console-header": {
    text: "ini bukan file konsol: {reason}",
    hint: "unduh lagi di User List, dan biarkan baris pertamanya apa adanya; nama kolom tambahan ditulis di meibo.yaml",
  },
  "console-unknown-columns": {
    text: "kolom yang tidak dikenal meibo dibiarkan apa adanya: {columns}",
    hint: "tidak ada yang perlu dilakukan",
  },
  "encoding-unknown": {
    text: "encoding tidak dapat dikenali: bukan UTF-8 dan bukan Shift_JIS (byte pertama yang salah: {offset})",
    hint: "simpan file sebagai UTF-8",
  },
  "encoding-mixed": {
    text: "baris ini UTF-8, tetapi baris {other} bukan",
    hint: "simpan seluruh file sebagai UTF-8, atau sebutkan encoding-nya di meibo.yaml di bawah sources.encoding",
  },
  "encoding-declared": {
    text: "file ini dideklarasikan sebagai {encoding}, tetapi bukan (byte {offset})",
    hint: "simpan dengan encoding itu, atau perbaiki sources.encoding di meibo.yaml",
  },
  "encoding-yaml": {
    text: "file YAML ini bukan UTF-8 (byte {offset})",
    hint: "simpan sebagai UTF-8; hanya file CSV yang boleh Shift_JIS",
  },
  "encoding-wide": { text: "file ini berupa {encoding}", hint: "{hint}" },
  "console-empty": {
    text: "unduhan ini memiliki header tetapi tidak memuat pengguna",
    hint: "unduh lagi di Update multiple users; atau gunakan CSV download dari daftar pengguna",
  },

  // ---- MB40: applying ---------------------------------------------------------------------------------------
  "tenant-moved": {
    text: "{loginId} berubah di tenant sejak rencana dibuat",
    hint: "buat rencana lagi dan lihat perbedaannya",
  },
  "plan-moved": {
    text: "{loginId} tidak lagi seperti yang tertulis di {file}: dahulu {before}, sekarang {now}",
    hint: "{moved} sejak rencana disimpan; buat rencana baru dengan meibo plan --out {file} dan periksa",
  },
  "plan-extension-taken": {
    text: "{loginId} akan mendapat ekstensi {extension}, yang belum dipakai saat {file} disimpan dan sekarang milik {other}",
    hint: "buat rencana baru dengan meibo plan --out {file} dan periksa; {other} harus menyerahkan ekstensi itu dahulu",
  },
  "plan-seats-taken": {
    text: "ada lisensi untuk {users} ({of}) saat {file} disimpan, dan sekarang tidak ada yang tersedia; {others} akan mengembalikan lisensi, tetapi tidak termasuk di dalamnya",
    hint: "buat rencana baru dengan meibo plan --out {file} dan periksa",
  },
  "plan-order-moved": {
    text: "perubahan dalam {file} sekarang akan berjalan dengan langkah yang berbeda",
    hint: "buat rencana baru dengan meibo plan --out {file}; ekstensi, lisensi, atau ukuran batch berbeda dari sebelumnya",
  },
  "plan-done": {
    text: "semua yang ada di {file} sudah dilakukan: tenant menampilkan seluruhnya",
    hint: "tidak ada yang diterapkan, dan tidak ada yang tersisa untuk dilakukan",
  },
  "row-rejected": {
    text: "tenant menolak {loginId} (batch {chunk}, baris {row}): {cause}",
    hint: "perbaiki entrinya lalu terapkan lagi; semua yang lain tetap berjalan",
  },
  "not-visible-yet": {
    text: "{loginId} belum sesuai rencana: {what}",
    hint: "pengguna baru bisa memerlukan waktu untuk terlihat; jalankan meibo apply lagi nanti",
  },
  "lock-held": {
    text: "penerapan lain memegang penguncian: {holder} sejak {since}",
    hint: "tunggu sampai selesai, lalu terapkan lagi",
  },
  "lock-just-taken": {
    text: "penerapan lain mengambil penguncian tepat pada saat ini",
    hint: "tunggu sampai selesai, lalu terapkan lagi",
  },
  "tenant-unreadable": {
    text: "tenant tidak dapat dibaca: {reason}",
    hint: "{hint}",
  },
  "plan-invalid": {
    text: "{file} tidak dapat diterapkan: {reason}",
    hint: "buat rencana baru dengan meibo plan --out {file}",
  },
  "only-nobody": {
    text: "--only {pattern} tidak menyebut siapa pun",
    hint: "{hint}",
  },
  "selects-nobody": {
    text: "{selected} tidak menyebut siapa pun",
    hint: "{hint}",
  },
  "selection-saved": {
    text: "{file} adalah rencana untuk orangnya sendiri; {flags} tidak dapat memilih di antara mereka",
    hint: "buat rencana lain: meibo plan {flags} --out {file}",
  },
  "nothing-planned": {
    text: "tidak ada yang direncanakan, dan tidak ada yang dikirim: {reason}",
    hint: "perbaiki penyebabnya, lalu jalankan meibo apply lagi",
  },
  "resume-alone": {
    text: "--resume melanjutkan dengan orang dari eksekusi terakhir; {flags} tidak dapat memilih di antara mereka",
    hint: "jangan sertakan {flags}, atau jangan sertakan --resume",
  },
  "connector-missing": {
    text: "meibo ini tidak memiliki konektor {kind}",
    hint: "tetapkan connector.kind di meibo.yaml ke salah satu dari: {known}",
  },
  "store-missing": {
    text: "meibo ini tidak memiliki penyimpanan state {kind}",
    hint: "tetapkan state.kind di meibo.yaml ke salah satu dari: {known}",
  },
  "not-approved-here": {
    text: "di sini tidak ada yang dapat ditanya apakah rencana akan diterapkan",
    hint: "jalankan meibo apply --auto-approve, setelah memeriksa rencananya",
  },
  "file-exists": {
    text: "{file} sudah ada",
    hint: "tidak ada yang ditulis; sebutkan file lain dengan --out, atau pindahkan file ini",
  },
  "sheet-exists": {
    text: "{file} sudah ada",
    hint: "tidak ada yang ditulis; sebut file lain dengan --out, atau timpa file ini dengan --force",
  },
  "plan-among-sources": {
    text: "rencana yang disimpan sebagai {file} akan dibaca sebagai salah satu file sources.{kind} ({pattern})",
    hint: "tidak ada yang ditulis; sebutkan file lain dengan --out, misalnya plan.json di samping meibo.yaml",
  },
  "sheet-among-sources": {
    text: "lembar yang ditulis sebagai {file} akan dibaca sebagai salah satu file sources.{kind} ({pattern}), dan semua orang di dalamnya dideklarasikan dua kali",
    hint: "tidak ada yang ditulis; sebut file di luar folder itu dengan --out",
  },
  "not-agreed": {
    text: "rencana tidak disetujui; tidak ada yang diterapkan",
    hint: "jalankan meibo apply lagi kapan pun Anda mau",
  },
  "row-held": {
    text: "{loginId} (batch {chunk}, baris {row}) ditahan, karena tenant menolak seluruh unggahan: {cause}",
    hint: "jalankan meibo apply lagi; yang ditolak disebutkan di atas",
  },
  environment: {
    text: "komputer menolak: {reason}",
    hint: "periksa apakah folder dapat dibaca dan ditulis, dan apakah disk masih memiliki ruang; yang sudah dilakukan meibo sampai saat itu tercatat dalam jurnalnya",
  },
  "tenant-filled": {
    text: "tenant bawaan sudah memiliki pengguna: {count}",
    hint: "kosongkan dahulu: meibo tenant reset",
  },
  "serve-open": {
    text: "{host} dapat dijangkau dari komputer lain, dan apa yang disampaikan di sana dapat dibaca di perjalanan",
    hint: "berikan --tls-key dan --tls-cert, atau --behind-proxy jika sesuatu di depannya menggunakan TLS; --host 127.0.0.1 hanya melayani komputer ini",
  },
  "serve-failed": {
    text: "tenant tidak dapat dijalankan sebagai server: {reason}",
    hint: "--port 0 mengambil port mana pun yang belum dipakai; periksa file untuk --tls-key dan --tls-cert",
  },
  "no-token": {
    text: "tidak ada token {id}",
    hint: "meibo tenant token list menampilkan semuanya",
  },
  "no-tenant-user": {
    text: "tenant bawaan tidak memiliki pengguna {loginId}",
    hint: "meibo list --actual menampilkan siapa saja yang ada",
  },
  "not-an-admin": {
    text: "{loginId} tidak dapat login ke konsol: hanya pengguna aktif dengan hak administratif yang dapat",
    hint: "meibo list --actual menampilkan siapa saja yang ada; layar Edit di konsol, atau sebuah rencana, dapat mengubahnya",
  },
  "not-agreed-reset": {
    text: "tidak ada yang menyetujui pengosongan tenant bawaan; tidak ada yang diubah",
    hint: "meibo tenant reset --yes mengosongkannya tanpa bertanya",
  },
  "import-source": {
    text: "tidak jelas apa yang akan diimpor, atau ke mana",
    hint: "{hint}",
  },
  "state-not-ignored": {
    text: ".gitignore tidak menyebut .meibo/, tempat nama dan Login ID disimpan",
    hint: "tambahkan baris .meibo/ ke .gitignore",
  },
  "init-unasked": {
    text: "meibo init mengajukan beberapa pertanyaan, dan di sini tidak ada yang dapat ditanya",
    hint: "jalankan di terminal tanpa --no-input, atau pakai jawaban yang lazim: meibo init --yes (dengan --from, --tenant, dan --codeowners jika diketahui)",
  },
  "init-not-written": {
    text: "{file} tidak dapat ditulis: {reason}",
    hint: "yang sudah ditulis eksekusi ini telah ditarik kembali, jadi tidak ada yang berubah; perbaiki penyebabnya dan jalankan meibo init lagi",
  },
  "init-half-written": {
    text: "{file} tidak dapat ditulis: {reason}; yang sudah ditulis sebelumnya tidak semuanya dapat ditarik kembali",
    hint: "hapus yang tersisa: {names}; lalu perbaiki penyebabnya dan jalankan meibo init lagi",
  },
  "repository-public": {
    text: "repositori ini publik, padahal file-filenya menyebut nama orang",
    hint: "jadikan privat sebelum data siapa pun di-commit",
  },
  "login-unknown": {
    text: "{loginId} tidak ada dalam file mana pun",
    hint: "{hint}",
  },
  "not-in-tenant": {
    text: "{loginId} tidak ada di tenant",
    hint: "{hint}",
  },
  "field-unknown": {
    text: "{field} bukan field pengguna",
    hint: "{hint}",
  },
  "no-drift": {
    text: "tidak ada yang perlu diterima untuk {loginId}: MiiTel menampilkan yang terakhir diterapkan meibo",
    hint: "meibo drift mencantumkan siapa yang diubah di MiiTel; yang diubah dalam file ditampilkan oleh meibo plan",
  },
  "revision-unknown": {
    text: "git tidak mengetahui apa yang berubah sejak {revision}: {reason}",
    hint: "sebutkan branch, tag, atau commit yang ada di clone ini; shallow clone mungkin tidak memilikinya",
  },
  "base-unreadable": {
    text: "batas di {revision} tidak dapat dibaca: {reason}",
    hint: "sebutkan branch, tag, atau commit yang ada di clone ini, dengan meibo.yaml yang valid; shallow clone mungkin tidak memilikinya",
  },
  "state-unusable": {
    text: "catatan meibo tidak dapat digunakan: {reason}",
    hint: "tidak ada yang dimulai; perbaiki penyebabnya, lalu coba lagi",
  },
  "state-damaged": {
    text: "catatan meibo rusak: {reason}",
    hint: "tidak ada yang dimulai dan file tetap seperti semula; meibo state repair --yes menyisihkannya dan menyelamatkan yang masih utuh, atau pulihkan sebuah salinan",
  },
  "state-newer": {
    text: "catatan di sini ditulis oleh meibo yang lebih baru: {reason}",
    hint: "gunakan meibo itu, atau yang lebih baru; tidak ada yang diubah",
  },
  "run-unknown": {
    text: "tidak ada eksekusi bernama {run}",
    hint: "{hint}",
  },
  "run-ambiguous": {
    text: "eksekusi yang namanya dimulai dengan {run}: {count}",
    hint: "tulis lebih lengkap; yang ada: {runs}",
  },
  "lock-alive": {
    text: "penguncian dipegang oleh {holder} sejak {since}, dan tidak dapat diambil dari eksekusi yang masih berjalan",
    hint: "tunggu sampai eksekusi itu selesai, atau akhiri prosesnya di {host}; penguncian bebas begitu proses itu tidak ada lagi",
  },
  "not-agreed-unlock": {
    text: "tidak ada yang menyetujui pengambilan penguncian; tidak ada yang diubah",
    hint: "meibo state unlock --yes mengambilnya tanpa bertanya; pastikan dahulu bahwa eksekusi itu sudah mati",
  },
  "not-agreed-repair": {
    text: "perbaikan menyisihkan file state dan dapat menghilangkan yang rusak di dalamnya; tidak ada yang diubah",
    hint: "salin file itu agar aman, lalu jalankan meibo state repair --yes",
  },
  "repair-kind": {
    text: "state jenis {kind} tidak diperbaiki oleh meibo",
    hint: "pulihkan dari cadangan dengan alat milik penyimpanan itu",
  },
  "repair-nothing": {
    text: "tidak ada file state {file} untuk diperbaiki",
    hint: "lihat state.path di meibo.yaml; penerapan berikutnya membuat file baru",
  },
  "not-a-copy": {
    text: "{file} sudah ada dan bukan salinan state yang ditulis meibo",
    hint: "tidak ada yang ditulis; sebutkan file lain, atau pindahkan file ini",
  },
  "trace-unset": {
    text: "tidak ada yang dilacak: OTEL_EXPORTER_OTLP_ENDPOINT tidak menyebut penerima",
    hint: "tetapkan variabel itu, misalnya ke http://localhost:4318; eksekusi tetap berjalan",
  },
  "trace-packages": {
    text: "tidak ada yang dilacak: paket untuk itu tidak dapat digunakan ({reason})",
    hint: "npm install @opentelemetry/api @opentelemetry/sdk-trace-node @opentelemetry/exporter-trace-otlp-http; eksekusi tetap berjalan",
  },
  "trace-unsent": {
    text: "tidak semua span sampai ke {endpoint}",
    hint: "periksa apakah penerimanya berjalan; eksekusinya sendiri tidak terpengaruh",
  },
  "run-without-plan": {
    text: "rencana eksekusi {run} tidak tersimpan di sini",
    hint: "cari .meibo/runs/{run}.plan.json di mesin eksekusi itu, atau di antara artefaknya",
  },
  "sheet-zeros": {
    text: "{column} milik {loginId} adalah {value} dalam lembar dan {held} dalam file; dibiarkan seperti adanya",
    hint: "spreadsheet membuang nol di depan: format kolom sebagai teks; jika memang dimaksud, ubah di file",
  },
  "undo-invalid": {
    text: "dengan perubahan dari pembatalan ini, file tidak akan valid; tidak ada yang ditulis",
    hint: "perbaiki secara manual apa yang disebutkan di atas, atau batalkan commit itu: git revert",
  },
  "edit-invalid": {
    text: "dengan perubahan ini file tidak akan valid",
    hint: "tidak ada yang ditulis; perbaiki yang disebutkan di atas, atau tulis dengan cara lain",
  },
  "edit-unwritable": {
    text: "{key} milik {loginId} tidak dapat ditulis ke {file}: {reason}",
    hint: "tulis secara manual, atau pindahkan entri ke file lain: meibo move",
  },
  "edit-characters": {
    text: "{file} ditulis dalam {encoding}, yang tidak memiliki tempat untuk {characters}",
    hint: "tulis dengan cara lain, atau simpan file sebagai UTF-8",
  },
  "assignment-form": {
    text: "{text} tidak berbentuk key=value",
    hint: "contoh: meibo set LOGIN role=sales-lead phoneMobile=yes",
  },
  "assignment-none": {
    text: "tidak ada yang diatur",
    hint: "contoh: meibo set LOGIN role=sales-lead phoneMobile=yes",
  },
  "word-needed": {
    text: "{key} tidak dapat diubah dengan cara ini",
    hint: "Login ID diubah dengan meibo rename, nama dengan meibo set LOGIN name=…; keduanya tidak dapat dihapus",
  },
  "word-empty": {
    text: "{key} tidak diberi nilai",
    hint: "untuk menghapusnya: meibo unset LOGIN {key}",
  },
  "word-twice": {
    text: "{key} diberikan dua kali",
    hint: "tulis sekali saja",
  },
  "adopt-nobody": {
    text: "{loginId} tidak ada di MiiTel, jadi tidak ada akun untuk diambil alih",
    hint: "hapus --adopt: apply berikutnya membuat pengguna itu",
  },
  "add-where": {
    text: "file tujuan tidak dapat ditentukan",
    hint: "sebutkan dengan --file: {files}",
  },
  "add-pool": {
    text: "pool ekstensi untuk {file} tidak diketahui",
    hint: "tulis --extension NOMOR, atau sebutkan pool di file: extensionPool di bawah defaults",
  },
  "file-of-console": {
    text: "{file} adalah file konsol, dan meibo tidak menambahkan siapa pun ke dalamnya",
    hint: "sebutkan file lain",
  },
  "file-of-one": {
    text: "{file} tidak memiliki daftar tempat entri dapat ditambahkan",
    hint: "sebutkan file lain, atau tulis daftarnya secara manual",
  },
  "columns-missing": {
    text: "{file} tidak memiliki kolom untuk {keys}",
    hint: "tambahkan kolom itu ke baris judul, atau hapus kata-kata ini",
  },
  "new-table": {
    text: "{file} tidak ada, dan perintah ini hanya membuat file .yaml",
    hint: "sebutkan file .yaml, atau file yang sudah ada",
  },
  "move-nowhere": {
    text: "{loginId} sudah ada di {file}",
    hint: "sebutkan file lain",
  },
  "move-comments": {
    text: "entri {loginId} memiliki komentar, dan tabel tidak memiliki tempat untuknya",
    hint: "tulis di note, atau sebutkan file YAML",
  },
  "approval-there": {
    text: "{loginId} sudah memiliki persetujuan",
    hint: "ubah persetujuan itu: hari terakhirnya, atau apa yang diakuinya",
  },
  "approve-nobody": {
    text: "{loginId} tidak ada di MiiTel, atau tidak dapat dihapus: tidak ada yang disetujui",
    hint: "meibo get LOGIN --actual menunjukkan apa yang ada di MiiTel",
  },
  "accept-alone": {
    text: "entri {loginId} akan dihapus, sementara yang lain berubah di file yang sama",
    hint: "terima {loginId} sendirian dulu, lalu yang lain",
  },
  "people-missing": {
    text: "tidak ada orang yang disebutkan",
    hint: "sebutkan dulu: Login ID, pola seperti *@aoba.example, role:NAMA, atau flag seperti --department",
  },
  "no-source": {
    text: "{file} bukan file pengguna, peran, persetujuan, atau fakta",
    hint: "{suggestion}",
  },
  "hr-profile": {
    text: "meibo.yaml tidak memiliki profil {profile} di hrProfiles",
    hint: "{hint}",
  },
  "hr-column": {
    text: "ekspor ini tidak memiliki kolom {column}, yang disebut profil",
    hint: "{hint}",
  },
  "hr-twice": {
    text: "{key} {value} ada di dua baris, yang pertama di baris {line}",
    hint: "hapus salah satu baris dari ekspor",
  },
  "hr-unclear": {
    text: "nomor karyawan {employeeId} dimiliki lebih dari satu orang: {users}",
    hint: "beri setiap orang nomor karyawan sendiri",
  },
  "hr-no-room": {
    text: "{loginId} tidak dapat ditambahkan ke {file}",
    hint: "sebutkan file lain di fileByDepartment: yang memiliki daftar, atau tabel dengan kolom yang diperlukan",
  },
  "edit-stray": {
    text: "{file} tidak termasuk file yang disebut sources.users di meibo.yaml",
    hint: "sebutkan file yang sesuai dengan {patterns}",
  },
} as const;
