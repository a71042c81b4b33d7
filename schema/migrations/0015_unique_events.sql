CREATE TABLE `instance` (
	`key` text PRIMARY KEY NOT NULL
);
--> statement-breakpoint
-- Random: a database that is built again gets another one.
INSERT INTO `instance` (`key`) VALUES (lower(hex(randomblob(8))));--> statement-breakpoint
ALTER TABLE `webhooks` ADD `earlier_secrets` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `webhooks` ADD `timed_out_at` integer;--> statement-breakpoint
ALTER TABLE `webhooks` ADD `timed_out_delivery` text;
