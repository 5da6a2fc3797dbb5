import type { ImpactTexts } from "../en.ts";

export const IMPACTS: ImpactTexts = {
  "DEL-A01": "Dashboard tidak dapat lagi difilter dengan nama pengguna ini.",
  "DEL-A02": "Tab Table di Dashboard tidak lagi memuat baris pengguna ini.",
  "DEL-A03": "Pengguna ini tidak ada lagi di antara anggota tim pada tab Funnel (beta).",
  "DEL-A04": "Tidak ada yang dapat menghapus tema tabel yang dibuat pengguna ini.",
  "DEL-A05": "Call History dan Video Analytics tidak dapat lagi dicari dengan nama pengguna ini.",
  "DEL-A06": "Full-text search tidak lagi menawarkan pengguna ini di antara peserta.",
  "DEL-A07":
    "Tidak ada yang dapat membuka riwayat rapat dengan pengguna ini sebagai host, jika aksesnya hanya untuk host.",
  "DEL-A08":
    "Tidak ada yang dapat membuka riwayat rapat yang diunggah pengguna ini dan dengan pengguna ini sebagai host, jika aksesnya hanya untuk host.",
  "DEL-A09": "Data Dashboard per pengguna dihapus untuk pengguna ini, dan tidak ada cara untuk mengembalikannya.",
  "DEL-A10": "Skor analisis pengguna ini hilang dari dashboard pribadi untuk selamanya.",
  "DEL-A11": "Nama dalam riwayat panggilan pengguna ini hanya dapat diperbaiki oleh MiiTel Support.",
  "DEL-A12":
    "Jumlah pengguna yang berbeda mengubah tagihan mulai bulan ini; kontraknya sendiri diubah bersama RevComm.",
  "DEL-A13": "Hanya RevComm yang masih dapat mengubah siapa yang boleh melihat rapat dengan pengguna ini sebagai host.",
  "DEL-A14":
    "Sebuah aturan panggilan masuk memanggil pengguna ini, dan panggilan menurut aturan itu mungkin tidak masuk.",
  "DEL-A15": "Pengguna ini tidak dapat lagi login; Login ID, ekstensi, dan keanggotaan grup ikut hilang.",
  "DEL-K01": "Panggilan pengguna ini tetap ada di Call History dan di Call History List.",
  "DEL-K02": "Panggilan pengguna ini tetap dihitung dalam total Dashboard.",
  "DEL-K03": "Kondisi filter yang disimpan pengguna ini sebagai bookmark tetap ada.",
  "DEL-K04": "Tema tabel yang dibuat pengguna ini tetap ada, meskipun DEL-A04 mungkin berlaku.",
  "DEL-K05": "Riwayat rapat tetap menyebut pengguna ini di antara peserta.",
  "DEL-K06":
    "Rapat yang diunggah pengguna ini atau dengan pengguna ini sebagai host tetap ada di Video Analytics, karena aksesnya bukan hanya untuk host.",
  "DEL-K07":
    "Rapat yang diunggah pengguna ini tetap ada di Video Dashboard (Beta), dengan (Deleted) di belakang namanya.",
  "DEL-K08":
    "Rapat dengan pengguna ini sebagai host tetap ada di Video Dashboard (Beta), dengan (Deleted) di belakang namanya.",
  "DEA-A01": "Pengguna ini tidak dapat login ke MiiTel Admin.",
  "DEA-A02": "Pengguna ini tidak ada dalam daftar pengguna yang tersedia.",
  "DEA-A03":
    "Sebuah aturan panggilan masuk memanggil pengguna ini saja, dan panggilan menurut aturan itu tidak akan masuk.",
  "DEA-A04": "Pengguna ini tidak dapat login ke MiiTel Analytics.",
  "DEA-A05":
    "Pengaturan untuk Zoom, Microsoft Teams, dan Google Meet hilang; setelah aktif lagi, pengguna ini harus menghubungkannya kembali.",
  "DEA-A06": "Table (By user) di Dashboard tidak menampilkan apa pun untuk pengguna ini.",
  "DEA-A07": "Komentar tidak lagi menyarankan pengguna ini untuk mention; mention yang lama tetap ada.",
  "DEA-A08": "Pengguna ini tidak dapat login ke MiiTel Phone.",
  "DEA-A09": "Rekan kerja tidak menemukan pengguna ini di MiiTel Phone pada Menu > User.",
  "DEA-A10": "Pengguna ini tidak dapat login ke MiiTel Phone Mobile.",
  "DEA-A11": "Rekan kerja tidak menemukan pengguna ini di MiiTel Phone Mobile pada Internal.",
  "DEA-A12": "Pengguna ini tidak dapat login ke MiiTel Call Center.",
  "DEA-A13": "Real-time monitor tidak mencantumkan pengguna ini.",
  "DEA-A14": "Seat map tidak menampilkan pengguna ini.",
  "DEA-A15": "Laporan tidak memuat pengguna ini, kecuali untuk periode saat pengguna ini memiliki panggilan.",
  "DEA-A16":
    "Pengguna ini tidak dapat menggunakan MiiTel Meetings dan MiiTel RecPod, begitu pula layanan MiiTel lainnya.",
  "DEA-K01": "Nomor telepon tetap pada pengguna ini.",
  "DEA-K02": "Pengguna ini tetap menjadi anggota grup pengguna.",
  "DEA-K03": "Pengaturan pengguna ini tetap ada, kecuali yang disebut dalam DEA-A05.",
  "DEA-K04": "Panggilan pengguna ini tetap ada di Call History.",
  "DEA-K05": "Rapat pengguna ini tetap ada di Video Analytics.",
  "DEA-K06": "Dashboard tetap dapat difilter dengan pengguna ini.",
  "DEA-K07": "Panggilan pengguna ini tetap dihitung dalam Overview di Dashboard.",
  "DEA-K08": "Panggilan pengguna ini tetap dihitung dalam tabel per hari, minggu, dan bulan di Dashboard.",
  "ACT-A01": "Pengguna ini dapat login lagi, ke setiap layanan MiiTel yang dinyalakan.",
  "ACT-A02": "Pengguna ini harus menghubungkan kembali Zoom, Microsoft Teams, dan Google Meet.",
  "ACT-A03":
    "Mungkin diperlukan satu lisensi yang tersedia, dari lisensi semua pengguna dan dari lisensi setiap produk yang dinyalakan.",
  "CRE-A01":
    "Pengguna baru dapat bekerja setelah beberapa menit; halaman yang lebih lama menyebut setelah sekitar satu jam.",
  "CRE-A02":
    "Pengguna baru memakai satu dari lisensi semua pengguna dan satu dari lisensi setiap produk yang dinyalakan; jika tidak ada yang tersedia, MiiTel menolak baris itu.",
  "CRE-A03":
    "Tidak ada lisensi tersisa dalam kontrak: tambahan pengguna disepakati dengan RevComm dan ditagih mulai bulan ini.",
  "CRE-A04":
    "Panggilan grup tidak berdering pada pengguna ini sampai seseorang menambahkannya ke grup pengguna, di layar lain.",
  "CRE-A05":
    "Login ID harus persis sama dengan nama pengguna ini di penyedia identitas; jika tidak, single sign-on gagal.",
  "UPD-A01": "Pengguna ini mendapat akses ke MiiTel Admin dan dapat menambah, mengubah, dan menghapus semua orang.",
  "UPD-A02": "Pengguna ini tidak lagi mendapat akses ke MiiTel Admin.",
  "UPD-A03":
    "MiiTel Phone terbuka tetapi pengguna ini tidak dapat lagi login di sana; Phone Mobile dan monitoring juga harus dimatikan.",
  "UPD-A04": "Speed dial dan daftar cetak milik rekan kerja masih memuat ekstensi yang lama.",
  "UPD-A05":
    "Pengguna ini dapat membawa data pribadi keluar dari MiiTel: rekaman, riwayat, kontak, atau tautan yang dibagikan.",
  "UPD-A06":
    "Pengguna ini login dengan Login ID yang baru; penyedia identitas memerlukan yang sama, dan apa pun yang bergantung pada Login ID lama tidak berfungsi lagi.",
  "UPD-A07": "Diperlukan beberapa menit sampai perubahan ini terlihat.",
} as const;
