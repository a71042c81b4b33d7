import type { Legal } from '../en/legal.ts'

export const tr: Legal = {
  privacy: {
    who: 'Kim sorumlu?',
    whoText: [
      'Burada adı geçen site sahibi imzaları saklar, sayar ve e-postaları gönderir.',
      'Kampanya ekibi iletişim bilgilerinizi alır, bunların şifresini yalnızca kendisi çözebilir ve bunlarla yaptıklarından kendisi sorumludur.',
    ],
    what: 'Neyi, ne için kullanıyoruz?',
    whatText: [
      'Ad, e-posta adresi, ülke, neden ve güncelleme tercihi: kampanya ekibi için, bizim okuyamayacağımız biçimde şifrelenir. Yalnızca göstermeyi seçtiğiniz bilgiler herkese açıktır.',
      'E-posta adresiniz: imzanızla ilgili e-postaları göndermek ve anahtarlı özet olarak her kişiyi bir kez saymak için.',
      'İmzacılarını kampanya ekibinin buraya eklediği önceki bir dilekçeden: bu ekip için şifrelenmiş ad ve e-posta adresi ile adresin anahtarlı özeti.',
      'Ülkeniz, diliniz ve geldiğiniz site: istatistik için.',
      'Ağınızın (IP adresinden) ve e-posta alan adınızın anahtarlı özetleri: sahte imza akınlarını fark etmek için.',
      'Bir kampanya hakkındaki bildiriminiz ve verirseniz e-posta adresiniz: yalnızca site sahibi için.',
    ],
    noCookies: 'Çerez kullanmayız ve ziyaret kaydı tutmayız.',
    basis: 'Hukuki dayanak',
    basisText: [
      'İmzalayarak verdiğiniz rıza: GDPR madde 6(1)(a) ve imza görüşlerinizi ortaya koyabileceği için madde 9(2)(a). Bildirimler ve kötüye kullanıma karşı koruma: meşru menfaatimiz, madde 6(1)(f).',
      'İmzalamak isteğe bağlıdır. Ad ve e-posta adresi olmadan imzalanamaz.',
      'Hiçbir karar otomatik verilmez: sahte gibi görünen imza, kampanya ekibi karar verene kadar bekletilir.',
    ],
    recipients: 'Bilgileri kim alır?',
    recipientsText: {
      campaign: 'Kampanya ekibi: verdiğiniz bilgileri.',
      emailService: 'E-postalarımızı ileten hizmet: e-posta adresinizi ve e-postayı.',
      cloudflare: 'Cloudflare: site, onun birçok ülkedeki sunucularında çalışır.',
      turnstile: 'Cloudflare Turnstile: imzalamaya başladığınızda tarayıcınızı inceler.',
      upstash: 'Upstash: kötüye kullanıma karşı istekleri sayar ve IP adresinizi görebilir.',
      noOne: 'Başka hiç kimse.',
    },
    kept: 'Ne kadar süre saklanır?',
    keptText: {
      review: 'Ağ ve e-posta alan adı özetleri, imzadan sonra',
      unconfirmed: 'Onaylanmamış imzalar, kampanya bittikten sonra',
      contacts: 'Şifreli iletişim bilgileri, kampanya bittikten sonra',
      unsent: 'Şifreli e-posta adresi veya bildirim, gönderilene kadar; en çok',
      reports: 'Bildirimler, karardan sonra',
      openReports: 'Karar verilmemiş bildirimler',
      emails: 'Bir e-postanın kaydı ve yinelenen imzanın bilgileri',
      withdrawals: 'Geri çekilen imzanın numarası',
      deadLetters: 'İşlenemeyen iletiler',
      history: 'Veritabanı geçmişindeki silinmiş veriler',
    },
    petition: 'Kampanya silinene kadar: imza sayısı, istatistikler, herkese açık adlar ve e-posta adresinizin özeti.',
    rights: 'Haklarınız',
    rightsText: [
      'Size verilen bağlantıyla imzanızı istediğiniz zaman geri çekmek: imzanız silinir. Daha önce yapılanlar hukuka uygun kalır.',
      'Erişim, kopya, düzeltme, silme veya kısıtlama istemek ya da itiraz etmek: iletişim bilgileri için kampanya ekibinden, geri kalanı için site sahibinden.',
      'Bir veri koruma kurumuna şikâyette bulunmak.',
    ],
  },
  terms: {
    sign: 'İmzalamak',
    signText:
      'Herkes ücretsiz olarak, her kampanyayı bir kez, kendi gerçek adı ve kendi e-posta adresiyle imzalayabilir.',
    start: 'Kampanya başlatmak',
    startText:
      'Kampanyayı başlatan kişi gerçek adını verir ve metinden sorumludur. Kampanya ekibi iletişim bilgilerini yalnızca bu kampanya için kullanır ve güncellemeleri yalnızca isteyenlere gönderir.',
    down: 'Neleri kaldırırız?',
    downText:
      'Yasalara aykırı olan, nefrete veya şiddete çağıran, birinin kişisel verilerini açıklayan, yanıltan veya reklam yapan içerikleri. Herkes bir kampanyayı sayfasının sonundan bildirebilir. Kararı bir insan verir ve nedenini açıklar. Katılmıyorsanız site sahibine yazın.',
    warranty: 'Garanti verilmez',
    warrantyText:
      'Elimizden geleni yaparız; ancak sitenin her zaman erişilebilir olacağına veya bir kampanyanın başarıya ulaşacağına söz vermeyiz. Kampanya, onu başlatanın görüşüdür, bizim değil.',
  },
}
