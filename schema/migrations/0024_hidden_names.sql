-- Made by drizzle-kit from schema/tables.ts. Workers of the former version find names by the index of ids until the new ones are deployed.
DROP INDEX `signatures_named`;--> statement-breakpoint
ALTER TABLE `signatures` ADD `hidden` text;--> statement-breakpoint
ALTER TABLE `signatures` ADD `decision` text;--> statement-breakpoint
CREATE INDEX `signatures_hidden` ON `signatures` (`petition_id`,`hidden`,`id`) WHERE status = 'counted' AND public_name IS NOT NULL AND hidden IS NOT NULL;--> statement-breakpoint
CREATE INDEX `signatures_decision` ON `signatures` (`decision`) WHERE decision IS NOT NULL;--> statement-breakpoint
CREATE INDEX `signatures_named` ON `signatures` (`petition_id`,`id`) WHERE status = 'counted' AND public_name IS NOT NULL AND (hidden IS NULL OR hidden = 'reason');--> statement-breakpoint
ALTER TABLE `petitions` ADD `moderated` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `repeats` ADD `hidden` text;