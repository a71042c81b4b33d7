import type { Legal } from '../en/legal.ts'

export const fr: Legal = {
  privacy: {
    who: 'Qui est responsable',
    whoText: [
      'Le gestionnaire nommé ici enregistre et compte les signatures et envoie les e-mails.',
      'L’équipe de campagne d’une pétition reçoit vos coordonnées, est seule à pouvoir les déchiffrer et répond de ce qu’elle en fait.',
    ],
    what: 'Ce que nous utilisons, et pourquoi',
    whatText: [
      'Nom, adresse e-mail, pays, raison et choix concernant les nouvelles : pour l’équipe de campagne, chiffrés pour que nous ne puissions pas les lire. Seul ce que vous choisissez d’afficher est public.',
      'Votre adresse e-mail : pour vous envoyer les e-mails liés à votre signature et, sous forme d’empreinte à clé, pour compter chaque personne une seule fois.',
      'D’une pétition antérieure dont l’équipe de la campagne a ajouté ici les signataires : nom et adresse e-mail, chiffrés pour cette équipe, et une empreinte à clé de l’adresse.',
      'Votre pays, votre langue et le site d’où vous venez : pour les statistiques.',
      'Les empreintes à clé de votre réseau (adresse IP) et du domaine de votre adresse e-mail : pour reconnaître les vagues de fausses signatures.',
      'Un signalement, avec votre adresse e-mail si vous la donnez : pour le gestionnaire seul.',
    ],
    noCookies: 'Nous ne déposons aucun cookie et ne tenons aucun journal des visites.',
    basis: 'Base légale',
    basisText: [
      'Votre consentement, donné en signant : art. 6, par. 1, point a) du RGPD et, comme une signature peut révéler vos opinions, art. 9, par. 2, point a). Signalements et protection contre les abus : notre intérêt légitime, art. 6, par. 1, point f).',
      'Signer est facultatif. Sans nom ni adresse e-mail, ce n’est pas possible.',
      'Aucune décision n’est automatique : une signature qui semble fausse est mise en attente jusqu’à la décision de l’équipe de campagne.',
    ],
    recipients: 'Qui les reçoit',
    recipientsText: {
      campaign: 'L’équipe de campagne : les informations que vous avez données.',
      emailService: 'Le service qui achemine nos e-mails : votre adresse e-mail et le message.',
      cloudflare: 'Cloudflare, dont les serveurs hébergent ce site dans de nombreux pays.',
      turnstile: 'Cloudflare Turnstile, qui examine votre navigateur quand vous commencez à signer.',
      upstash: 'Upstash, qui compte les requêtes contre les abus et peut voir votre adresse IP.',
      noOne: 'Personne d’autre.',
    },
    kept: 'Combien de temps elles sont conservées',
    keptText: {
      review: 'Empreintes du réseau et du domaine de l’adresse e-mail, après la signature',
      unconfirmed: 'Signatures non confirmées, après la fin de la pétition',
      contacts: 'Coordonnées chiffrées, après la fin de la pétition',
      unsent: 'Adresse e-mail ou signalement chiffrés, jusqu’à l’envoi ; au plus',
      reports: 'Signalements, après la décision',
      openReports: 'Signalements restés sans décision',
      emails: 'Trace d’un e-mail, et informations d’une signature répétée',
      withdrawals: 'Identifiant d’une signature retirée',
      deadLetters: 'Messages qui n’ont pas pu être traités',
      history: 'Données supprimées, dans l’historique de la base',
    },
    petition:
      'Jusqu’à la suppression de la pétition : le compteur, les statistiques, les noms affichés publiquement et l’empreinte de votre adresse e-mail.',
    rights: 'Vos droits',
    rightsText: [
      'Retirer votre signature à tout moment avec le lien que vous avez reçu : elle est supprimée. Ce qui a été fait avant reste licite.',
      'Demander l’accès, une copie, la rectification, l’effacement ou la limitation, ou vous opposer : pour les coordonnées, auprès de l’équipe de campagne ; pour le reste, auprès du gestionnaire.',
      'Adresser une réclamation à une autorité de protection des données.',
    ],
  },
  terms: {
    sign: 'Signer',
    signText:
      'Tout le monde peut signer, gratuitement, une fois par pétition, avec son vrai nom et sa propre adresse e-mail.',
    start: 'Lancer une pétition',
    startText:
      'Qui lance une pétition donne son vrai nom et répond du texte. L’équipe de campagne n’utilise les coordonnées que pour cette pétition et n’envoie de nouvelles qu’à celles et ceux qui en ont demandé.',
    down: 'Ce que nous retirons',
    downText:
      'Ce qui enfreint la loi, incite à la haine ou à la violence, révèle des données personnelles, trompe ou fait de la publicité. Toute pétition peut être signalée au bas de sa page. Une personne décide et dit pourquoi. Si vous n’êtes pas d’accord, écrivez au gestionnaire.',
    warranty: 'Absence de garantie',
    warrantyText:
      'Nous faisons de notre mieux, mais ne promettons ni que ce site soit toujours disponible, ni qu’une pétition aboutisse. Une pétition exprime l’avis de qui l’a lancée, pas le nôtre.',
  },
}
