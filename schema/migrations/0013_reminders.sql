ALTER TABLE `petitions` ADD `reminder` integer DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE `petitions` ADD `reminded_id` text;--> statement-breakpoint
ALTER TABLE `petitions` ADD `bounced_count` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `signatures` ADD `reminder` blob;--> statement-breakpoint
-- Signatures from before have no reminder: none of them is to be looked at.
UPDATE `petitions` SET `reminded_id` = (SELECT max(`id`) FROM `signatures` WHERE `petition_id` = `petitions`.`id`);
