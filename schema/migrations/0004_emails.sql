-- By hand, since drizzle-kit cannot tell a new name from a new table. An index keeps its name when its column gets another.
ALTER TABLE `mails` RENAME TO `emails`;--> statement-breakpoint
DROP INDEX `mails_due`;--> statement-breakpoint
CREATE INDEX `emails_due` ON `emails` (`next_attempt_at`) WHERE state = 'pending';--> statement-breakpoint
ALTER TABLE `signatures` RENAME COLUMN `mail_domain` TO `email_domain`;--> statement-breakpoint
DROP INDEX `signatures_mail_domain`;--> statement-breakpoint
CREATE INDEX `signatures_email_domain` ON `signatures` (`petition_id`,`email_domain`,`signed_at`) WHERE email_domain IS NOT NULL;--> statement-breakpoint
UPDATE `signatures` SET `suspicion` = 'email-domain' WHERE `suspicion` = 'mail-domain';--> statement-breakpoint
UPDATE `petitions` SET `review_rules` = replace(`review_rules`, '"mailDomainPerHour"', '"emailDomainPerHour"');
