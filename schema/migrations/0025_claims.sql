-- Made by drizzle-kit from schema/tables/. By hand since drizzle cannot say it: WITHOUT ROWID, the claims of petitions that have
-- stated a number, and the triggers, each of which is one line, because an export of the database is read line by line.
CREATE TABLE `claims` (
	`petition_id` integer NOT NULL,
	`id` text NOT NULL,
	`kind` text NOT NULL,
	`source` text DEFAULT '' NOT NULL,
	`collected_on` text,
	`n` integer NOT NULL,
	`note` text,
	`evidence` text,
	`corrects` text,
	`file_rows` integer DEFAULT 0 NOT NULL,
	`tested` integer DEFAULT 0 NOT NULL,
	`added` integer DEFAULT 0 NOT NULL,
	`begun_at` integer,
	`added_by` text,
	`added_at` integer NOT NULL,
	`undone_at` integer,
	`cleared_at` integer,
	PRIMARY KEY(`petition_id`, `id`),
	FOREIGN KEY (`petition_id`) REFERENCES `petitions`(`id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `claims_to_clear` ON `claims` (`undone_at`) WHERE undone_at IS NOT NULL AND cleared_at IS NULL;--> statement-breakpoint
CREATE TABLE `imported` (
	`petition_id` integer NOT NULL,
	`signer` blob NOT NULL,
	`id` text NOT NULL,
	`import_id` text NOT NULL,
	`country` text,
	`signed_at` integer NOT NULL,
	`contact` blob,
	PRIMARY KEY(`petition_id`, `signer`),
	FOREIGN KEY (`petition_id`) REFERENCES `petitions`(`id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
CREATE UNIQUE INDEX `imported_petition_id` ON `imported` (`petition_id`,`id`);
--> statement-breakpoint
INSERT INTO `claims` (`petition_id`, `id`, `kind`, `n`, `added_at`) SELECT `id`, '00000000-0000-7000-8000-000000000000', 'stated', `claimed_count`, `created_at` FROM `petitions` WHERE `claimed_count` <> 0;
--> statement-breakpoint
-- What claims say is what petitions count, whatever changes a claim.
CREATE TRIGGER `claims_added` AFTER INSERT ON `claims` WHEN NEW.`n` <> 0 AND NEW.`undone_at` IS NULL BEGIN UPDATE `petitions` SET `claimed_count` = `claimed_count` + NEW.`n` WHERE `id` = NEW.`petition_id`; END;
--> statement-breakpoint
CREATE TRIGGER `claims_changed` AFTER UPDATE OF `n`, `undone_at` ON `claims` WHEN iif(OLD.`undone_at` IS NULL, OLD.`n`, 0) <> iif(NEW.`undone_at` IS NULL, NEW.`n`, 0) BEGIN UPDATE `petitions` SET `claimed_count` = `claimed_count` + iif(NEW.`undone_at` IS NULL, NEW.`n`, 0) - iif(OLD.`undone_at` IS NULL, OLD.`n`, 0) WHERE `id` = NEW.`petition_id`; END;
--> statement-breakpoint
CREATE TRIGGER `claims_deleted` AFTER DELETE ON `claims` WHEN OLD.`n` <> 0 AND OLD.`undone_at` IS NULL BEGIN UPDATE `petitions` SET `claimed_count` = `claimed_count` - OLD.`n` WHERE `id` = OLD.`petition_id`; END;
--> statement-breakpoint
-- Milestones are measured from `before` and the claims together, which is the public count before this transaction.
CREATE TRIGGER `petitions_claimed` AFTER UPDATE OF `claimed_count` ON `petitions` WHEN OLD.`claimed_count` <> NEW.`claimed_count` BEGIN UPDATE `counters` SET `before` = `before` + OLD.`claimed_count` - NEW.`claimed_count` WHERE `petition_id` = NEW.`id`; END;
--> statement-breakpoint
-- A number that a petition starts with is a claim, also from a Worker from before this migration.
CREATE TRIGGER `petitions_stated` AFTER INSERT ON `petitions` WHEN NEW.`claimed_count` <> 0 BEGIN UPDATE `petitions` SET `claimed_count` = 0 WHERE `id` = NEW.`id`; INSERT INTO `claims` (`petition_id`, `id`, `kind`, `n`, `added_at`) VALUES (NEW.`id`, '00000000-0000-7000-8000-000000000000', 'stated', NEW.`claimed_count`, NEW.`created_at`); END;
--> statement-breakpoint
-- An imported signer whose signature counts here is counted once: as a signature, and not as a claim.
CREATE TRIGGER `signatures_replace_claim` AFTER INSERT ON `signatures` WHEN NEW.`status` = 'counted' BEGIN UPDATE `claims` SET `n` = `n` - 1 WHERE `petition_id` = NEW.`petition_id` AND `id` = (SELECT `import_id` FROM `imported` WHERE `petition_id` = NEW.`petition_id` AND `signer` = NEW.`signer`) AND `undone_at` IS NULL; END;
--> statement-breakpoint
CREATE TRIGGER `signatures_change_claim` AFTER UPDATE OF `status` ON `signatures` WHEN (OLD.`status` = 'counted') <> (NEW.`status` = 'counted') BEGIN UPDATE `claims` SET `n` = `n` + (OLD.`status` = 'counted') - (NEW.`status` = 'counted') WHERE `petition_id` = NEW.`petition_id` AND `id` = (SELECT `import_id` FROM `imported` WHERE `petition_id` = NEW.`petition_id` AND `signer` = NEW.`signer`) AND `undone_at` IS NULL; END;
--> statement-breakpoint
CREATE TRIGGER `signatures_return_claim` AFTER DELETE ON `signatures` WHEN OLD.`status` = 'counted' BEGIN UPDATE `claims` SET `n` = `n` + 1 WHERE `petition_id` = OLD.`petition_id` AND `id` = (SELECT `import_id` FROM `imported` WHERE `petition_id` = OLD.`petition_id` AND `signer` = OLD.`signer`) AND `undone_at` IS NULL; END;
--> statement-breakpoint
CREATE TRIGGER `imported_deleted` AFTER DELETE ON `imported` BEGIN UPDATE `claims` SET `n` = `n` - 1 WHERE `petition_id` = OLD.`petition_id` AND `id` = OLD.`import_id` AND `undone_at` IS NULL AND NOT EXISTS (SELECT 1 FROM `signatures` AS s WHERE s.`petition_id` = OLD.`petition_id` AND s.`signer` = OLD.`signer` AND s.`status` = 'counted'); END;
