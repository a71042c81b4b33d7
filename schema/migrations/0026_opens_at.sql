ALTER TABLE `petitions` ADD `opens_at` integer;--> statement-breakpoint
ALTER TABLE `petitions` ADD `scheduled_at` integer;--> statement-breakpoint
CREATE INDEX `petitions_scheduled` ON `petitions` (`opens_at`) WHERE scheduled_at IS NOT NULL;