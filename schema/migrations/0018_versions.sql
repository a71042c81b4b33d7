-- Tables and columns made by drizzle-kit from schema/tables.ts. By hand since drizzle cannot say it: the rows for what is there
-- already, and the triggers. Each trigger is one line, because an export of the database is read line by line.
CREATE TABLE `update_versions` (
	`petition_id` integer NOT NULL,
	`update_id` text NOT NULL,
	`number` integer NOT NULL,
	`language` text NOT NULL,
	`translates` integer,
	`title` text NOT NULL,
	`body` text NOT NULL,
	`published_at` integer NOT NULL,
	PRIMARY KEY(`petition_id`, `update_id`, `number`),
	FOREIGN KEY (`petition_id`,`update_id`) REFERENCES `updates`(`petition_id`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `versions` (
	`petition_id` integer NOT NULL,
	`number` integer NOT NULL,
	`language` text NOT NULL,
	`translates` integer,
	`title` text NOT NULL,
	`addressee` text NOT NULL,
	`body` text NOT NULL,
	`kind` text NOT NULL,
	`why` text,
	`published_at` integer NOT NULL,
	PRIMARY KEY(`petition_id`, `number`),
	FOREIGN KEY (`petition_id`) REFERENCES `petitions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
ALTER TABLE `petitions` ADD `version` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `petitions` ADD `versions` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `petitions` ADD `translations` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `petitions` ADD `text_changed_at` integer;--> statement-breakpoint
ALTER TABLE `petitions` ADD `revision` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `repeats` ADD `version` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `signatures` ADD `version` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `updates` ADD `version` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `updates` ADD `versions` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `updates` ADD `translations` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
-- What was signed until now is the first version of each petition, and of each update.
INSERT INTO `versions` (`petition_id`, `number`, `language`, `title`, `addressee`, `body`, `kind`, `published_at`)
SELECT `id`, 1, `language`, `title`, `addressee`, `body`, 'first', coalesce(`opened_at`, `created_at`) FROM `petitions` WHERE `state` <> 'draft';
--> statement-breakpoint
INSERT INTO `update_versions` (`petition_id`, `update_id`, `number`, `language`, `title`, `body`, `published_at`)
SELECT u.`petition_id`, u.`id`, 1, p.`language`, u.`title`, u.`body`, coalesce(u.`edited_at`, u.`published_at`)
FROM `updates` AS u JOIN `petitions` AS p ON p.`id` = u.`petition_id`;
--> statement-breakpoint
INSERT INTO `tallies` (`petition_id`, `dimension`, `key`, `n`)
SELECT `petition_id`, 'version', '1', sum(`n`) FROM `tallies` WHERE `dimension` = 'hour' GROUP BY `petition_id`;
--> statement-breakpoint
INSERT INTO `tallies` (`petition_id`, `dimension`, `key`, `n`)
SELECT `petition_id`, 'language', `locale`, count(*) FROM `signatures` WHERE `status` = 'counted' GROUP BY `petition_id`, `locale`;
--> statement-breakpoint
INSERT INTO `tallies` (`petition_id`, `dimension`, `key`, `n`)
SELECT `petition_id`, 'day-partner', strftime('%Y-%m-%d', coalesce(`confirmed_at`, `signed_at`) / 1000, 'unixepoch') || '/' || coalesce(`partner`, ''), count(*)
FROM `signatures` WHERE `status` = 'counted' GROUP BY 1, 3;
--> statement-breakpoint
-- No version is changed or deleted.
CREATE TRIGGER `versions_not_changed` BEFORE UPDATE ON `versions` BEGIN SELECT RAISE(ABORT, 'a version is never changed'); END;
--> statement-breakpoint
CREATE TRIGGER `versions_not_deleted` BEFORE DELETE ON `versions` BEGIN SELECT RAISE(ABORT, 'a version is never deleted'); END;
--> statement-breakpoint
-- A petition that is or becomes open has its words as version 1, no matter what opens it: also a Worker from before this migration.
CREATE TRIGGER `petitions_first_version` AFTER INSERT ON `petitions` WHEN NEW.`state` <> 'draft' BEGIN INSERT INTO `versions` (`petition_id`, `number`, `language`, `title`, `addressee`, `body`, `kind`, `published_at`) VALUES (NEW.`id`, 1, NEW.`language`, NEW.`title`, NEW.`addressee`, NEW.`body`, 'first', coalesce(NEW.`opened_at`, NEW.`created_at`)); END;
--> statement-breakpoint
CREATE TRIGGER `petitions_opened_version` AFTER UPDATE OF `state` ON `petitions` WHEN OLD.`state` = 'draft' AND NEW.`state` <> 'draft' BEGIN INSERT INTO `versions` (`petition_id`, `number`, `language`, `title`, `addressee`, `body`, `kind`, `published_at`) VALUES (NEW.`id`, 1, NEW.`language`, NEW.`title`, NEW.`addressee`, NEW.`body`, 'first', coalesce(NEW.`opened_at`, NEW.`created_at`)); END;
--> statement-breakpoint
-- From then on it has no words but those of its current version.
CREATE TRIGGER `petitions_words_of_version` BEFORE UPDATE OF `title`, `addressee`, `body`, `language`, `version` ON `petitions` WHEN OLD.`state` <> 'draft' AND NOT EXISTS (SELECT 1 FROM `versions` AS v WHERE v.`petition_id` = NEW.`id` AND v.`number` = NEW.`version` AND v.`translates` IS NULL AND v.`language` = NEW.`language` AND v.`title` = NEW.`title` AND v.`addressee` = NEW.`addressee` AND v.`body` = NEW.`body`) BEGIN SELECT RAISE(ABORT, 'the words of an open petition are those of a version'); END;
--> statement-breakpoint
CREATE TRIGGER `petitions_not_a_draft_again` BEFORE UPDATE OF `state` ON `petitions` WHEN OLD.`state` <> 'draft' AND NEW.`state` = 'draft' BEGIN SELECT RAISE(ABORT, 'a petition that was open is no draft again'); END;
--> statement-breakpoint
-- The same of updates, which a campaign may delete.
CREATE TRIGGER `update_versions_not_changed` BEFORE UPDATE ON `update_versions` BEGIN SELECT RAISE(ABORT, 'a version is never changed'); END;
--> statement-breakpoint
CREATE TRIGGER `updates_first_version` AFTER INSERT ON `updates` BEGIN INSERT INTO `update_versions` (`petition_id`, `update_id`, `number`, `language`, `title`, `body`, `published_at`) SELECT NEW.`petition_id`, NEW.`id`, 1, p.`language`, NEW.`title`, NEW.`body`, NEW.`published_at` FROM `petitions` AS p WHERE p.`id` = NEW.`petition_id`; END;
--> statement-breakpoint
CREATE TRIGGER `updates_next_version` AFTER UPDATE OF `title`, `body` ON `updates` WHEN OLD.`title` <> NEW.`title` OR OLD.`body` <> NEW.`body` BEGIN INSERT INTO `update_versions` (`petition_id`, `update_id`, `number`, `language`, `title`, `body`, `published_at`) SELECT NEW.`petition_id`, NEW.`id`, NEW.`versions` + 1, p.`language`, NEW.`title`, NEW.`body`, coalesce(NEW.`edited_at`, NEW.`published_at`) FROM `petitions` AS p WHERE p.`id` = NEW.`petition_id`; UPDATE `updates` SET `version` = NEW.`versions` + 1, `versions` = NEW.`versions` + 1 WHERE `petition_id` = NEW.`petition_id` AND `id` = NEW.`id`; END;
