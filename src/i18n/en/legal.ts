/** Privacy and terms in English. Their shape is the type of every language's. Periods are inserted beside `keptText`. */
export const en = {
  privacy: {
    who: 'Who is responsible',
    whoText: [
      'The operator named here saves and counts signatures and sends emails.',
      'A petition’s campaign team receives your contact details, alone can decrypt them, and is responsible for what it does with them.',
    ],
    what: 'What we use, and why',
    whatText: [
      'Name, email address, country, reason and choice of updates: for the campaign team, encrypted so that we cannot read them. Only what you choose to show is public.',
      'Your email address: to send you emails about your signature, and as a keyed hash, to count each person once.',
      'From an earlier petition whose signers the campaign team has added here: name and email address, encrypted for that team, and a keyed hash of the address.',
      'Your country, language and the site you came from: for statistics.',
      'Keyed hashes of your network (from your IP address) and of your email domain: to recognise floods of fake signatures.',
      'A report about a petition, with your email address if you give it: for the operator alone.',
    ],
    noCookies: 'We set no cookies and keep no log of visits.',
    basis: 'Legal basis',
    basisText: [
      'Your consent, given by signing: Art. 6(1)(a) GDPR and, because a signature can reveal your opinions, Art. 9(2)(a). Reports and protection against abuse: our legitimate interest, Art. 6(1)(f).',
      'Signing is voluntary. Without a name and an email address it is not possible.',
      'No decision is automatic: a signature that looks fake is held until the campaign team decides.',
    ],
    recipients: 'Who receives it',
    recipientsText: {
      campaign: 'The campaign team: the details you gave.',
      emailService: 'The service that delivers our emails: your email address, and the email.',
      cloudflare: 'Cloudflare, on whose servers this site runs, in many countries.',
      turnstile: 'Cloudflare Turnstile, which inspects your browser when you start to sign.',
      upstash: 'Upstash, which counts requests against abuse and may see your IP address.',
      noOne: 'No one else.',
    },
    kept: 'How long it is kept',
    keptText: {
      review: 'Hashes of network and email domain, after signing',
      unconfirmed: 'Unconfirmed signatures, after the petition ends',
      contacts: 'Encrypted contact details, after the petition ends',
      unsent: 'Encrypted email address or report, until it is sent; at most',
      reports: 'Reports, after the decision',
      openReports: 'Reports without a decision',
      emails: 'Record of an email, and the details of a repeat signature',
      withdrawals: 'ID of a withdrawn signature',
      deadLetters: 'Messages that could not be processed',
      history: 'Deleted data in the database’s history',
    },
    petition:
      'Until the petition is deleted: the count, statistics, names shown publicly, and the keyed hash of your email address.',
    rights: 'Your rights',
    rightsText: [
      'Withdraw at any time with the link that you were given: your signature is deleted. What was done before remains lawful.',
      'Ask for access, a copy, correction, deletion or restriction, or object: about contact details to the campaign team, about everything else to the operator.',
      'Complain to a data protection authority.',
    ],
  },
  terms: {
    sign: 'Signing',
    signText: 'Anyone may sign, free of charge, once per petition, with their own real name and email address.',
    start: 'Starting a petition',
    startText:
      'The person who starts a petition gives their real name and is responsible for its text. The campaign team uses contact details only for this petition, and sends updates only to those who asked for them.',
    down: 'What we take down',
    downText:
      'What breaks the law, incites hatred or violence, reveals someone’s personal data, deceives or advertises. Anyone can report a petition at the end of its page. A person decides and says why. If you disagree, write to the operator.',
    warranty: 'No warranty',
    warrantyText:
      'We do our best, but do not promise that this site is always available or that a petition succeeds. A petition says what its starter thinks, not what we think.',
  },
}

export type Legal = typeof en
