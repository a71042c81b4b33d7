-- Made by drizzle-kit from schema/tables/. By hand since drizzle cannot say it: the trigger, which also counts who withdrew.
ALTER TABLE `claims` ADD `reached` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `claims` ADD `here` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `claims` ADD `withdrawn` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `claims` ADD `finished_at` integer;
--> statement-breakpoint
DROP TRIGGER IF EXISTS `imported_deleted`;
--> statement-breakpoint
CREATE TRIGGER `imported_deleted` AFTER DELETE ON `imported` BEGIN UPDATE `claims` SET `withdrawn` = `withdrawn` + 1, `n` = `n` - NOT EXISTS (SELECT 1 FROM `signatures` AS s WHERE s.`petition_id` = OLD.`petition_id` AND s.`signer` = OLD.`signer` AND s.`status` = 'counted') WHERE `petition_id` = OLD.`petition_id` AND `id` = OLD.`import_id` AND `undone_at` IS NULL; END;
