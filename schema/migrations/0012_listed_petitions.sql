ALTER TABLE `petitions` ADD `starter_kind` text DEFAULT 'person' NOT NULL;--> statement-breakpoint
ALTER TABLE `petitions` ADD `opened_at` integer;--> statement-breakpoint
ALTER TABLE `petitions` ADD `time_zone` text DEFAULT 'UTC' NOT NULL;--> statement-breakpoint
CREATE INDEX `petitions_listed` ON `petitions` (`state`,`id`,`title`);--> statement-breakpoint
-- By hand: when a petition was opened was not stored until now. It opened when it was created, unless it was a draft.
UPDATE `petitions` SET `opened_at` = `created_at` WHERE `state` <> 'draft';
