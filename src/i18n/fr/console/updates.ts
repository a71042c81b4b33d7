import type { ConsoleWords } from '../../en/console.ts'
import { counted, number } from './numbers.ts'

export const updates: ConsoleWords['updates'] = {
  lead: 'Les actualités apparaissent sur la page de la pétition et dans son flux en quelques secondes.',
  draftNote: 'La pétition est un brouillon : ses actualités apparaîtront à l’ouverture.',
  write: 'Écrire une actualité',
  body: 'Ce qui s’est passé, et la suite',
  bodyHint: 'Terminez par une chose que chacun peut faire maintenant. **Deux étoiles** mettent le texte en gras.',
  left: 'Caractères restants',
  publish: 'Publier l’actualité',
  preview: 'Aperçu',
  published: 'L’actualité est sur la page.',
  tooMany: (n) => `Une pétition peut avoir ${number(n)} actualités. Retirez-en d’abord une.`,
  tooManyVersions: 'Cette actualité ne peut plus être modifiée : elle l’a été trop souvent. Publiez-en une nouvelle.',
  email:
    'Ce site ne peut pas écrire à vos signataires, car il ne peut pas lire leurs adresses e-mail. Pour cela, exportez les contacts.',
  outcome: 'Résultat',
  outcomeText:
    'Comment tout s’est terminé, avec vos mots. Il figure en haut de la page quand vous fermez la pétition ou annoncez une victoire.',
  list: 'Actualités publiées',
  none: 'Votre première actualité : remerciez les cent premières personnes.',
  changed: 'Modifiée',
  edit: 'Modifier',
  editTitle: 'Modifier une actualité',
  save: 'Enregistrer la modification',
  saved: 'L’actualité a été modifiée.',
  translations: 'Traductions',
  takeDown: 'Retirer',
  takeDownTitle: 'Retirer cette actualité ?',
  takeDownSo: 'Elle disparaît de la page et du flux, avec ses textes précédents. C’est définitif.',
  takeDownTranslations: (n) =>
    counted(n, {
      one: '{n} traduction est supprimée avec elle.',
      many: '{n} de traductions sont supprimées avec elle.',
      other: '{n} traductions sont supprimées avec elle.',
    }),
  takeDownCopies: 'Les copies faites par d’autres restent.',
  takeDownConfirm: 'Oui, la retirer',
  takenDown: 'L’actualité a été retirée.',
  image: {
    title: 'Image',
    lead: 'Elle figure en haut de la page, et là où le lien est partagé.',
    none: 'Il n’y a pas encore d’image.',
    file: 'Fichier image',
    fileHint: (mb, pixels) =>
      `JPEG, PNG ou WebP, jusqu’à ${number(mb)} Mo et ${number(pixels)} pixels de côté. Le lieu, l’heure et l’appareil sont retirés des photos.`,
    fileAgain: 'Pour ne changer que la description, ne choisissez pas de fichier.',
    alt: 'Description',
    altHint: 'Pour les personnes qui ne voient pas l’image : qui ou quoi, et ce qui se passe. Dans la langue du texte.',
    save: 'Enregistrer l’image',
    saved: 'L’image a été enregistrée.',
    noFile: 'Choisissez un fichier image.',
    tooLarge: (mb) =>
      `Ce fichier dépasse ${number(mb)} Mo. Choisissez-en un plus petit, ou activez JavaScript : cette page le réduira alors.`,
    smaller: 'L’image était trop grande. Cette page l’a réduite.',
    change: 'Changer l’image',
    remove: 'Retirer l’image',
    removeTitle: 'Retirer l’image ?',
    removeSo: 'Elle disparaît de la page et est supprimée ici. Gardez votre fichier si vous voulez la remettre.',
    removeCopies: 'Là où le lien a été partagé, elle peut encore s’afficher quelque temps.',
    removed: 'L’image a été retirée.',
    meanwhile:
      'Entre-temps, quelqu’un d’autre a changé l’image : la voici. Pour mettre la vôtre, choisissez à nouveau le fichier.',
    also: 'Également sur la page de la pétition',
  },
}
