ALTER TABLE `emails` ADD `leased_until` integer;--> statement-breakpoint
CREATE INDEX `emails_not_pending` ON `emails` (`state`,`created_at`) WHERE state <> 'pending';--> statement-breakpoint
CREATE INDEX `dead_letters_stored` ON `dead_letters` (`stored_at`);