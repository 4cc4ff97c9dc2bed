"""Bantuan: each position's work in ten lines, and the way out when something went wrong."""

from dataclasses import dataclass

from kinerja.models import Role
from workflow.models import Sop


@dataclass(frozen=True)
class Topic:
    """The work of one position: what to do, in order, and the screen where it is done."""

    key: str
    title: str
    picture: str
    lines: tuple[str, ...]


STEP_LINES = {
    1: (
        "form",
        (
            "Buka Tugas. Formulir triwulan yang menunggu Anda ada di atas.",
            "Tekan Siapkan dan distribusikan. Isinya seperti triwulan lalu.",
            "Ubah bila perlu, lalu tekan Distribusikan. Satu tekanan cukup.",
            "Isi angkanya sendiri, atau biarkan petugas pengisi yang Anda tunjuk mengisinya.",
            "Tulis angka seperti di kertas: 1.250,5 atau 82,5. Yang terbaca ditampilkan kembali.",
            "Belum ada angkanya? Pilih belum tersedia, tulis alasan dan tanggal yang dijanjikan.",
            "Di bawah target? Isi faktor penghambat dan tindak lanjut di bawah barisnya.",
            "Tekan Simpan kapan saja. Tanda belum terkirim hilang bila server sudah menerimanya.",
            "Tekan Serahkan bila selesai. Baris kosong boleh; langkah input akan melihatnya.",
            "Terlanjur menyerahkan? Buka formulir, tekan Tarik kembali, selama belum diterima.",
        ),
    ),
    2: (
        "enter",
        (
            "Buka Tugas, tekan Buka triwulan bila triwulan yang berakhir belum dibuka.",
            "Tekan Buka input. Di atas ada satu baris per seksi: terisi, diserahkan, sejak kapan.",
            "Tekan Salin pengingat, tempel di grup kantor, untuk seksi yang ditunggu.",
            "Tekan Terima tanpa peringatan. Baris yang tidak perlu dilihat selesai sekaligus.",
            "Lihat baris bertanda. Wajib diperbaiki menahan kiriman; perlu perhatian tidak.",
            "Seksi tidak menyerahkan? Ketik angkanya dan pilih sumbernya.",
            "Dikembalikan dari koreksi? Barisnya paling atas. Dikoreksi? Jawab lewat Tugas.",
            "Angka keliru? Buka formulir seksi, pilih barisnya, tekan Kembalikan ke seksi.",
            "Seksi kosong? Buka formulirnya, tekan Lanjut tanpa formulir, tulis alasannya.",
            "Tekan Kirim ke koreksi. Selama koreksi belum dimulai, kiriman dapat ditarik kembali.",
        ),
    ),
    3: (
        "review",
        (
            "Buka Tugas, tekan Buka koreksi. Baris yang perlu dilihat ada paling atas.",
            "Di samping tiap angka ada target, tahun lalu, triwulan lalu, dan rumusnya.",
            "Tekan Nyatakan sesuai untuk semua yang tanpa peringatan.",
            "Periksa sisanya di barisnya: Sesuai, Catatan, atau Koreksi.",
            "Koreksi: tulis nilai yang benar dan alasannya. Langkah input menjawabnya.",
            "Perlu diperbaiki? Beri catatan, lalu Kembalikan. Baris lain tetap sesuai.",
            "Catatan yang terbuka menahan persetujuan; tutup bila sudah terjawab.",
            "Bila semua sesuai, tekan Setujui dan ketik kata sandi Anda.",
            "Salah menyetujui? Tekan Batalkan persetujuan, selama belum disegel.",
            "Kesalahan sesudah disegel: buka berkas, tekan Buka kembali. Arsip lama tetap ada.",
        ),
    ),
    4: (
        "archive",
        (
            "Buka Tugas, tekan Buka dokumentasi.",
            "Baca drafnya sekali lagi. Ada kesalahan? Kembalikan ke koreksi dengan alasan.",
            "Isi nomor arsip. Data arsip lainnya terisi seperti arsip terakhir; ubah bila perlu.",
            "Tekan Segel. Sejak itu isi edisi ini tidak berubah lagi.",
            "Tekan Unduh PDF, cetak dari berkas itu, lalu mintakan tanda tangan.",
            "Simpan cetakannya, isi boks dan rak, tekan Simpan salinan.",
            "Ditandatangani secara elektronik? Unggah hasilnya di Salinan bertanda tangan.",
            "Buka e-kejab: nilai menurut urutan kolomnya, satu tombol Salin per sel.",
            "Catat tanda terimanya di halaman itu: tanggal dengan nomor atau gambar layar.",
            "Disegel lagi sebagai edisi baru? Tandai salinan lama DIGANTI dari Tugas.",
        ),
    ),
}

OTHER_LINES = {
    Role.FORM_FILLER: (
        "inbox",
        (
            "Buka Tugas. Formulir yang ditugaskan kepada Anda ada di sana.",
            "Perintah dan batas waktunya tertulis di atas tabel.",
            "Ketik ke bawah dengan Enter, seperti di Excel.",
            "Tulis angka seperti di kertas; yang terbaca ditampilkan kembali.",
            "Perhatikan dasar tiap baris: Triwulan ini atau s.d. Triwulan ini.",
            "Tekan Simpan sesering mungkin.",
            "Jaringan putus? Isian tetap ada di peramban ini sampai terkirim.",
            "Tekan unduh salinan bila harus pindah komputer.",
            "Angka belum ada: pilih belum tersedia, dengan alasan dan tanggal.",
            "Bila semua terisi, beri tahu kepala Anda untuk menyerahkan.",
        ),
    ),
    Role.LEADER: (
        "achievement",
        (
            "Mulai dari Capaian: satu baris per indikator, triwulan demi triwulan.",
            "SEMENTARA berarti belum disegel; FINAL berarti sudah.",
            "Tekan rumus untuk melihat cara menghitung sebuah angka.",
            "Buka Berkas untuk melihat di tangan siapa sebuah berkas berada.",
            "Riwayat memuat yang di luar kebiasaan setahun; halaman berkas memuat semuanya.",
            "Semua dapat dibaca; tidak ada yang dapat berubah karena dibaca.",
            "Bila bawahan langsung berhalangan, tugasnya muncul di Tugas Anda.",
            "Yang Anda lakukan di sana tercatat: oleh atasan langsung.",
            "Tunjuk Plh. dari halaman Tugas; Plt. lewat operator kantor, dengan surat.",
            "Keaslian laporan tercetak diperiksa di halaman Verifikasi, dengan kode pada laporan.",
        ),
    ),
    Role.AUDITOR: (
        "submission",
        (
            "Anda membaca semua berkas kantor yang ditugaskan, sampai tanggal akhir penugasan.",
            "Mulai dari Riwayat: yang di luar kebiasaan setahun, dengan tautan ke berkasnya.",
            "Nilai menunjukkan angka, sumber, target, dan capaian.",
            "Rumus dengan angkanya ada di samping setiap capaian.",
            "Riwayat berkas menunjukkan setiap perubahan: dari apa, menjadi apa, siapa, kapan.",
            "Catatan tidak dapat diubah atau dihapus; tiap catatan terikat pada yang sebelumnya.",
            "Arsip menemukan laporan menurut periode, nomor, dan kata; edisi lama tetap terbaca.",
            "Daftar Arsip memuat retensi, boks, dan rak; dapat dicetak dan diunduh.",
            "SOP memuat lembar SOP dan revisinya.",
            "Minta administrator menjalankan pemeriksaan keutuhan bila ragu.",
        ),
    ),
    Role.OPERATOR: (
        "office",
        (
            "Buka Kantor di kaki halaman.",
            "Orang: tambah akun, perbaiki nama dan nomor induk.",
            "Kata sandi sekali pakai dicetak; pemiliknya menggantinya saat masuk.",
            "Jabatan: nama lengkap, atasan langsung; Penanda tangan: siapa menandatangani laporan.",
            "Penugasan: siapa memegang jabatan apa, sejak dan sampai kapan.",
            "Plh. dan Plt. perlu tanggal; nomor surat boleh menyusul.",
            "Centang kualifikasi pelaksana yang sudah dibuktikan.",
            "Awal tahun: salin baris tahun lalu di Indikator dan target, perbaiki targetnya.",
            "Baris yang sudah dipakai berkas tidak berubah; buat versi baru dengan alasan.",
            "Klasifikasi arsip: kode dan retensi. Aplikasi luar: urutan kolomnya.",
        ),
    ),
    Role.ADMINISTRATOR: (
        "sop",
        (
            "Pengelola di kaki halaman memuat data rujukan: kantor, periode, skala.",
            "Nilai, keadaan berkas, dan catatan tidak dapat diubah di sana.",
            "Revisi SOP dimasukkan dari halaman SOP, dengan tanggal berlaku.",
            "Berkas yang sedang berjalan tetap memakai revisi saat dibuka.",
            "Aturan kantor kecil hanya Anda yang dapat menyalakan; berkasnya diberi tanda.",
            "Cadangan di Kantor: tekan Cadangkan, lalu salin ke disk di luar server ini.",
            "manage.py verify memeriksa setiap rantai catatan, arsip, laporan, dan penjaga.",
            "manage.py open_period membuka periode untuk semua kantor.",
            "Berkas yang keliru dibuka dapat dibatalkan sebelum disetujui.",
            "Jam server yang mundur menghentikan penulisan; perbaiki jamnya.",
        ),
    ),
}

# What everybody should know of the clocks; times judge the SOP, not persons.
CLOCK_LINES = (
    "Setiap langkah punya standar waktu pada lembar SOP. Yang dinilai SOP-nya, bukan orangnya.",
    "Waktu kerja berjalan sejak Anda menekan Mulai atau bertindak pertama kali; membuka halaman "
    "tidak memulai apa pun. Sebelum itu waktu tunggu.",
    "Istirahat, malam, libur, jeda, dan gangguan kerja tidak dihitung. Rincian waktu pada berkas "
    "menyebut setiap rentangnya.",
    "Tekan Jeda dan alasannya bila ada rapat, dinas luar, atau listrik padam. Tindakan berikutnya "
    "mengakhirinya. Jeda tadi pagi dapat dicatat dari Rincian waktu, pada hari yang sama.",
    "Yang mulai dan selesai dengan satu tekanan terbaca tidak terukur, dan tidak masuk evaluasi.",
    "Perlu waktu lebih? Atasan langsung memperpanjang dari Rincian waktu, dengan alasan.",
    "Kantor tidak dapat bekerja (badai, listrik)? Catat gangguan kerja di Kalender kerja; dihitung "
    "setelah dibenarkan.",
    "Kepala seksi dapat memberi perintah tetap dari halaman formulir: formulir triwulan berikutnya "
    "terdistribusi sendiri, sampai perintah itu dicabut.",
    "Evaluasi SOP, di halaman SOP, menunjukkan langkah mana yang lambat, sebagai dasar revisi.",
)

WAYS_OUT = (
    ("Salah ketik", "Perbaiki angkanya dan simpan lagi. Angka lama tetap ada di riwayat."),
    ("Terlanjur menyerahkan formulir", "Tarik kembali, selama barisnya belum diterima."),
    ("Angka dari seksi keliru", "Kembalikan ke seksi dengan alasan, atau ganti dengan alasan."),
    ("Terlanjur mengirim ke koreksi", "Tarik kembali, selama koreksi belum dimulai."),
    ("Terlanjur menyetujui", "Batalkan persetujuan, selama belum disegel."),
    ("Salah sesudah disegel", "Buka kembali sebagai edisi berikutnya."),
    ("Periode keliru dibuka", "Batalkan berkas; angka yang sudah diketik tidak hilang."),
    ("Halaman bilang keadaan sudah berubah", "Orang lain bertindak lebih dulu. Lihat keadaan "
     "terbaru; yang Anda ketik ada di halaman itu."),
    ("Jaringan putus", "Isian tersimpan di peramban. Muat ulang halaman, lalu simpan."),
    ("Lupa kata sandi", "Minta operator kantor mencetak kata sandi sekali pakai."),
)  # fmt: skip


def capital(words: str) -> str:
    return words[0].upper() + words[1:]


def topics(sop: Sop) -> tuple[Topic, ...]:
    """List the topics: the SOP's steps under their actors' names, then the other positions."""
    steps = [
        Topic(f"langkah-{number}", sop.rows[number].actor_title, *STEP_LINES[number])
        for number in STEP_LINES
    ]
    others = [
        Topic(role.value.replace("_", "-"), capital(Role(role).label), *lines)
        for role, lines in OTHER_LINES.items()
    ]
    return (*steps, *others)
