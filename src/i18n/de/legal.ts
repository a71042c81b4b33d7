import type { Legal } from '../en/legal.ts'

export const de: Legal = {
  privacy: {
    who: 'Wer verantwortlich ist',
    whoText: [
      'Der hier genannte Betreiber speichert und zählt die Unterschriften und sendet die E-Mails.',
      'Das Kampagnenteam einer Petition erhält Ihre Kontaktdaten, kann sie als Einziges entschlüsseln und ist dafür verantwortlich, was es damit tut.',
    ],
    what: 'Was wir verwenden und wozu',
    whatText: [
      'Name, E-Mail-Adresse, Land, Grund und Ihre Wahl zu Neuigkeiten: für das Kampagnenteam, so verschlüsselt, dass wir sie nicht lesen können. Öffentlich ist nur, was Sie anzeigen lassen.',
      'Ihre E-Mail-Adresse: um Ihnen E-Mails zu Ihrer Unterschrift zu senden, und als Hash mit Schlüssel, um jede Person einmal zu zählen.',
      'Aus einer früheren Petition, deren Unterschriften das Kampagnenteam hier hinzugefügt hat: Name und E-Mail-Adresse, für dieses Team verschlüsselt, und ein Hash der Adresse mit Schlüssel.',
      'Land, Sprache und die Website, von der Sie kamen: für die Statistik.',
      'Hashes Ihres Netzes (aus der IP-Adresse) und der Domain Ihrer E-Mail-Adresse, mit Schlüssel: um Wellen gefälschter Unterschriften zu erkennen.',
      'Eine Meldung zu einer Petition, mit Ihrer E-Mail-Adresse, wenn Sie sie angeben: nur für den Betreiber.',
    ],
    noCookies: 'Wir setzen keine Cookies und protokollieren keine Besuche.',
    basis: 'Rechtsgrundlage',
    basisText: [
      'Ihre Einwilligung durch die Unterschrift: Art. 6 Abs. 1 Buchst. a DSGVO und, weil sie Ihre Überzeugungen verraten kann, Art. 9 Abs. 2 Buchst. a. Meldungen und Schutz vor Missbrauch: unser berechtigtes Interesse, Art. 6 Abs. 1 Buchst. f.',
      'Die Unterschrift ist freiwillig. Ohne Namen und E-Mail-Adresse ist sie nicht möglich.',
      'Nichts wird automatisch entschieden: Eine Unterschrift, die gefälscht wirkt, wird zurückgehalten, bis das Kampagnenteam entscheidet.',
    ],
    recipients: 'Wer die Daten erhält',
    recipientsText: {
      campaign: 'Das Kampagnenteam: die Angaben, die Sie gemacht haben.',
      emailService: 'Der Dienst, der unsere E-Mails zustellt: Ihre E-Mail-Adresse und die E-Mail.',
      cloudflare: 'Cloudflare, auf dessen Servern diese Website läuft, in vielen Ländern.',
      turnstile: 'Cloudflare Turnstile, das Ihren Browser untersucht, wenn Sie zu unterschreiben beginnen.',
      upstash: 'Upstash, das gegen Missbrauch Anfragen zählt und dabei Ihre IP-Adresse sehen kann.',
      noOne: 'Sonst niemand.',
    },
    kept: 'Wie lange wir sie aufbewahren',
    keptText: {
      review: 'Hashes von Netz und E-Mail-Domain, ab der Unterschrift',
      unconfirmed: 'Unbestätigte Unterschriften, ab dem Ende der Petition',
      contacts: 'Verschlüsselte Kontaktdaten, ab dem Ende der Petition',
      unsent: 'Verschlüsselte E-Mail-Adresse oder Meldung bis zum Versand, höchstens',
      reports: 'Meldungen, nach der Entscheidung',
      openReports: 'Meldungen, über die niemand entschieden hat',
      emails: 'Vermerk über eine E-Mail und Angaben einer wiederholten Unterschrift',
      withdrawals: 'Kennung einer zurückgezogenen Unterschrift',
      deadLetters: 'Nachrichten, die nicht verarbeitet werden konnten',
      history: 'Gelöschte Daten im Verlauf der Datenbank',
    },
    petition:
      'Bis die Petition gelöscht wird: die Zahl, Statistiken, öffentlich gezeigte Namen und der Hash Ihrer E-Mail-Adresse.',
    rights: 'Ihre Rechte',
    rightsText: [
      'Jederzeit zurückziehen, mit dem Link, den Sie erhalten haben: Ihre Unterschrift wird gelöscht. Was vorher geschah, bleibt rechtmäßig.',
      'Auskunft, eine Kopie, Berichtigung, Löschung oder Einschränkung verlangen oder widersprechen: zu Kontaktdaten beim Kampagnenteam, sonst beim Betreiber.',
      'Sich bei einer Datenschutzbehörde beschweren.',
    ],
  },
  terms: {
    sign: 'Unterschreiben',
    signText:
      'Alle dürfen unterschreiben, kostenlos, einmal pro Petition, mit dem eigenen echten Namen und der eigenen E-Mail-Adresse.',
    start: 'Eine Petition starten',
    startText:
      'Wer eine Petition startet, nennt den echten Namen und ist für den Text verantwortlich. Das Kampagnenteam verwendet Kontaktdaten nur für diese Petition und sendet Neuigkeiten nur an alle, die sie wollten.',
    down: 'Was wir entfernen',
    downText:
      'Was gegen Gesetze verstößt, zu Hass oder Gewalt aufruft, persönliche Daten anderer verrät, täuscht oder wirbt. Am Ende ihrer Seite lässt sich jede Petition melden. Ein Mensch entscheidet und nennt den Grund. Sind Sie nicht einverstanden, schreiben Sie dem Betreiber.',
    warranty: 'Keine Gewähr',
    warrantyText:
      'Wir tun unser Bestes, versprechen aber nicht, dass die Website immer erreichbar ist oder eine Petition Erfolg hat. Eine Petition gibt die Meinung derer wieder, die sie gestartet haben, nicht unsere.',
  },
}
