CREATE TABLE `recounts` (
	`id` integer PRIMARY KEY NOT NULL,
	`petition_id` integer NOT NULL,
	`started_at` integer,
	`finished_at` integer,
	`petitions` integer NOT NULL,
	`rows` integer NOT NULL,
	`drift` integer NOT NULL,
	`skipped` integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE `petitions` ADD `milestones_from` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
-- What was changed before is not known: no milestone that may have been added later is taken for one that is missing.
UPDATE `petitions` SET `milestones_from` = max(
	`claimed_count` + coalesce((SELECT `n` FROM `counters` WHERE `petition_id` = `petitions`.`id`), 0),
	coalesce((SELECT max(`count`) FROM `milestones` WHERE `petition_id` = `petitions`.`id`), 0));--> statement-breakpoint
INSERT INTO `recounts` (`id`, `petition_id`, `petitions`, `rows`, `drift`, `skipped`) VALUES (1, 0, 0, 0, 0, 0);
