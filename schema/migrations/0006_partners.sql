-- By hand, since drizzle-kit cannot tell a new name from a new column.
ALTER TABLE `signatures` RENAME COLUMN `source` TO `partner`;--> statement-breakpoint
UPDATE `tallies` SET `dimension` = 'partner' WHERE `dimension` = 'source';
