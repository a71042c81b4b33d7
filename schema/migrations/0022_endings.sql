-- Made by drizzle-kit from schema/tables.ts. By hand since drizzle cannot say it: WITHOUT ROWID, as in 0000, and the triggers.
CREATE TABLE `slugs` (
	`slug` text PRIMARY KEY NOT NULL,
	`petition_id` integer NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`petition_id`) REFERENCES `petitions`(`id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `slugs_petition` ON `slugs` (`petition_id`);--> statement-breakpoint
ALTER TABLE `petitions` ADD `outcome_draft` text;--> statement-breakpoint
ALTER TABLE `petitions` ADD `public_slug` text;--> statement-breakpoint
ALTER TABLE `petitions` ADD `slug_changes` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `petitions` ADD `deleted_at` integer;--> statement-breakpoint
ALTER TABLE `petitions` ADD `final_count` integer;--> statement-breakpoint
ALTER TABLE `petitions` ADD `erasing_at` integer;--> statement-breakpoint
ALTER TABLE `petitions` ADD `erased_at` integer;--> statement-breakpoint
CREATE INDEX `petitions_deleted` ON `petitions` (`deleted_at`) WHERE deleted_at IS NOT NULL AND erased_at IS NULL;
--> statement-breakpoint
-- A slug is of one petition for good, no matter in which of the two tables it is. The message is that of the unique column.
CREATE TRIGGER `slugs_of_one_petition` BEFORE INSERT ON `slugs` WHEN EXISTS (SELECT 1 FROM `petitions` WHERE `slug` = NEW.`slug`) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: petitions.slug'); END;
--> statement-breakpoint
CREATE TRIGGER `petitions_slug_of_one` BEFORE INSERT ON `petitions` WHEN EXISTS (SELECT 1 FROM `slugs` WHERE `slug` = NEW.`slug`) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: petitions.slug'); END;
--> statement-breakpoint
-- What was signed stays as it was, until its petition is erased: then it is deleted with everything else.
DROP TRIGGER IF EXISTS `versions_not_deleted`;
--> statement-breakpoint
CREATE TRIGGER `versions_not_deleted` BEFORE DELETE ON `versions` WHEN NOT EXISTS (SELECT 1 FROM `petitions` WHERE `id` = OLD.`petition_id` AND `erasing_at` IS NOT NULL) BEGIN SELECT RAISE(ABORT, 'a version is never deleted'); END;
--> statement-breakpoint
DROP TRIGGER IF EXISTS `petitions_words_of_version`;
--> statement-breakpoint
CREATE TRIGGER `petitions_words_of_version` BEFORE UPDATE OF `title`, `addressee`, `body`, `language`, `version` ON `petitions` WHEN OLD.`state` <> 'draft' AND NOT (OLD.`erasing_at` IS NOT NULL AND NEW.`title` = '' AND NEW.`addressee` = '' AND NEW.`body` = '') AND NOT EXISTS (SELECT 1 FROM `versions` AS v WHERE v.`petition_id` = NEW.`id` AND v.`number` = NEW.`version` AND v.`translates` IS NULL AND v.`language` = NEW.`language` AND v.`title` = NEW.`title` AND v.`addressee` = NEW.`addressee` AND v.`body` = NEW.`body`) BEGIN SELECT RAISE(ABORT, 'the words of an open petition are those of a version'); END;
--> statement-breakpoint
CREATE TRIGGER `petitions_not_back` BEFORE UPDATE OF `state`, `deleted_at`, `erasing_at`, `erased_at` ON `petitions` WHEN OLD.`erasing_at` IS NOT NULL AND (NEW.`state` = 'open' OR NEW.`deleted_at` IS NULL OR NEW.`erasing_at` IS NULL OR (OLD.`erased_at` IS NOT NULL AND NEW.`erased_at` IS NULL)) BEGIN SELECT RAISE(ABORT, 'a petition that is erased does not come back'); END;
