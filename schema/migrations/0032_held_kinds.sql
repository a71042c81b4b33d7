-- Made by drizzle-kit from schema/tables/. By hand since drizzle cannot say it: WITHOUT ROWID, the kinds of what is held already, and the
-- triggers, each of which is one line, because an export of the database is read line by line. Workers of the former version find what is
-- held by the index of the same name.
CREATE TABLE `decisions` (
	`petition_id` integer NOT NULL,
	`id` text NOT NULL,
	`state` text NOT NULL,
	`condition` text NOT NULL,
	`first_kind` text NOT NULL,
	`last_kind` text NOT NULL,
	`number` integer NOT NULL,
	`n` integer NOT NULL,
	`done` integer NOT NULL,
	PRIMARY KEY(`petition_id`, `id`),
	FOREIGN KEY (`petition_id`) REFERENCES `petitions`(`id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
CREATE UNIQUE INDEX `decisions_under_way` ON `decisions` (`petition_id`) WHERE state <> 'removed';--> statement-breakpoint
CREATE INDEX `decisions_removed` ON `decisions` (`id`) WHERE state = 'removed';--> statement-breakpoint
CREATE TABLE `held_kinds` (
	`petition_id` integer NOT NULL,
	`kind` text NOT NULL,
	`suspicion` text NOT NULL,
	`hash` text NOT NULL,
	`country` text,
	`disposable` integer,
	`signals` text,
	`n` integer NOT NULL,
	`confirmed` integer NOT NULL,
	`first_at` integer NOT NULL,
	`last_at` integer NOT NULL,
	PRIMARY KEY(`petition_id`, `kind`),
	FOREIGN KEY (`petition_id`) REFERENCES `petitions`(`id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
DROP INDEX `signatures_quarantined`;--> statement-breakpoint
ALTER TABLE `signatures` ADD `held_after` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `signatures` ADD `held_kind` text GENERATED ALWAYS AS (coalesce(suspicion, '') || '/' || lower(hex(CASE suspicion WHEN 'network' THEN network WHEN 'email-domain' THEN email_domain END)) || '/' || coalesce(request_country, '') || '/' || coalesce(disposable, '') || '/' || coalesce(signals, '')) VIRTUAL;--> statement-breakpoint
CREATE INDEX `signatures_quarantined` ON `signatures` (`petition_id`,`held_kind`,`held_after`) WHERE status = 'quarantined';--> statement-breakpoint
ALTER TABLE `counters` ADD `decisions` integer DEFAULT 0 NOT NULL;
--> statement-breakpoint
INSERT INTO `held_kinds` (`petition_id`, `kind`, `suspicion`, `hash`, `country`, `disposable`, `signals`, `n`, `confirmed`, `first_at`, `last_at`) SELECT `petition_id`, `held_kind`, coalesce(`suspicion`, ''), lower(hex(CASE `suspicion` WHEN 'network' THEN `network` WHEN 'email-domain' THEN `email_domain` END)), `request_country`, `disposable`, `signals`, count(*), count(`confirmed_at`), min(`signed_at`), max(`signed_at`) FROM `signatures` WHERE `status` = 'quarantined' GROUP BY `petition_id`, `held_kind`;
--> statement-breakpoint
-- What is held is counted by its kind, whatever changes a signature.
CREATE TRIGGER `signatures_held` AFTER INSERT ON `signatures` WHEN NEW.`status` = 'quarantined' BEGIN INSERT INTO `held_kinds` (`petition_id`, `kind`, `suspicion`, `hash`, `country`, `disposable`, `signals`, `n`, `confirmed`, `first_at`, `last_at`) SELECT NEW.`petition_id`, NEW.`held_kind`, coalesce(NEW.`suspicion`, ''), lower(hex(CASE NEW.`suspicion` WHEN 'network' THEN NEW.`network` WHEN 'email-domain' THEN NEW.`email_domain` END)), NEW.`request_country`, NEW.`disposable`, NEW.`signals`, 1, NEW.`confirmed_at` IS NOT NULL, NEW.`signed_at`, NEW.`signed_at` WHERE NEW.`status` = 'quarantined' ON CONFLICT DO UPDATE SET `n` = `n` + 1, `confirmed` = `confirmed` + excluded.`confirmed`, `first_at` = min(`first_at`, excluded.`first_at`), `last_at` = max(`last_at`, excluded.`last_at`); END;
--> statement-breakpoint
CREATE TRIGGER `signatures_change_held` AFTER UPDATE OF `status`, `suspicion`, `network`, `email_domain`, `request_country`, `disposable`, `signals`, `confirmed_at` ON `signatures` WHEN (OLD.`status` = 'quarantined' OR NEW.`status` = 'quarantined') AND (OLD.`status` <> NEW.`status` OR OLD.`held_kind` <> NEW.`held_kind` OR (OLD.`confirmed_at` IS NULL) <> (NEW.`confirmed_at` IS NULL)) BEGIN UPDATE `held_kinds` SET `n` = `n` - 1, `confirmed` = `confirmed` - (OLD.`confirmed_at` IS NOT NULL) WHERE `petition_id` = OLD.`petition_id` AND `kind` = OLD.`held_kind` AND OLD.`status` = 'quarantined'; INSERT INTO `held_kinds` (`petition_id`, `kind`, `suspicion`, `hash`, `country`, `disposable`, `signals`, `n`, `confirmed`, `first_at`, `last_at`) SELECT NEW.`petition_id`, NEW.`held_kind`, coalesce(NEW.`suspicion`, ''), lower(hex(CASE NEW.`suspicion` WHEN 'network' THEN NEW.`network` WHEN 'email-domain' THEN NEW.`email_domain` END)), NEW.`request_country`, NEW.`disposable`, NEW.`signals`, 1, NEW.`confirmed_at` IS NOT NULL, NEW.`signed_at`, NEW.`signed_at` WHERE NEW.`status` = 'quarantined' ON CONFLICT DO UPDATE SET `n` = `n` + 1, `confirmed` = `confirmed` + excluded.`confirmed`, `first_at` = min(`first_at`, excluded.`first_at`), `last_at` = max(`last_at`, excluded.`last_at`); END;
--> statement-breakpoint
CREATE TRIGGER `signatures_no_longer_held` AFTER DELETE ON `signatures` WHEN OLD.`status` = 'quarantined' BEGIN UPDATE `held_kinds` SET `n` = `n` - 1, `confirmed` = `confirmed` - (OLD.`confirmed_at` IS NOT NULL) WHERE `petition_id` = OLD.`petition_id` AND `kind` = OLD.`held_kind` AND OLD.`status` = 'quarantined'; END;
--> statement-breakpoint
CREATE TRIGGER `held_kinds_none_left` AFTER UPDATE OF `n` ON `held_kinds` WHEN NEW.`n` = 0 BEGIN DELETE FROM `held_kinds` WHERE `petition_id` = NEW.`petition_id` AND `kind` = NEW.`kind`; END;
