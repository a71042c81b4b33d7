-- By hand, since drizzle-kit cannot tell a new name from a new column or table.
ALTER TABLE `dead_letters` RENAME COLUMN `kept_at` TO `stored_at`;--> statement-breakpoint
ALTER TABLE `petitions` RENAME COLUMN `unconfirmed_erased_at` TO `unconfirmed_deleted_at`;--> statement-breakpoint
ALTER TABLE `petitions` RENAME COLUMN `contacts_erased_at` TO `contacts_deleted_at`;--> statement-breakpoint
ALTER TABLE `petitions` RENAME COLUMN `review_erased_id` TO `review_deleted_id`;--> statement-breakpoint
ALTER TABLE `sessions` RENAME TO `tokens`;
