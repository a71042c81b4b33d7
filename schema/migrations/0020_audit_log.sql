-- Made by drizzle-kit from schema/tables.ts. By hand since drizzle cannot say it: WITHOUT ROWID, as in 0000, and the trigger.
CREATE TABLE `audit_log` (
	`petition_id` integer NOT NULL,
	`id` text NOT NULL,
	`act` text NOT NULL,
	`by_kind` text NOT NULL,
	`by_id` text,
	`facts` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`petition_id`, `id`),
	FOREIGN KEY (`petition_id`) REFERENCES `petitions`(`id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `audit_log_at` ON `audit_log` (`at`);--> statement-breakpoint
CREATE INDEX `audit_log_operator` ON `audit_log` (`at`) WHERE by_kind = 'operator';
--> statement-breakpoint
CREATE TRIGGER `audit_log_not_changed` BEFORE UPDATE ON `audit_log` BEGIN SELECT RAISE(ABORT, 'an entry of the audit log is never changed'); END;
