-- By hand, since drizzle-kit cannot tell a new name from a new table.
ALTER TABLE `pictures` RENAME TO `images`;--> statement-breakpoint
ALTER TABLE `petitions` RENAME COLUMN `picture` TO `image`;
