-- Made by drizzle-kit from schema/tables.ts. By hand since drizzle cannot say it: WITHOUT ROWID, the expression of an index, and the trigger.
CREATE TABLE `sweeps` (
	`petition_id` integer NOT NULL,
	`task` text NOT NULL,
	`after` text NOT NULL,
	PRIMARY KEY(`petition_id`, `task`)
) WITHOUT ROWID;
--> statement-breakpoint
DROP INDEX `emails_not_pending`;--> statement-breakpoint
CREATE INDEX `emails_not_pending` ON `emails` (`state`, coalesce(sent_at, created_at)) WHERE state <> 'pending';--> statement-breakpoint
CREATE INDEX `petitions_closing` ON `petitions` (`closes_at`) WHERE state = 'open' AND closes_at IS NOT NULL;--> statement-breakpoint
CREATE INDEX `deliveries_event` ON `deliveries` (`event_id`);
--> statement-breakpoint
-- Minutes are for the rate on the page. Those of a petition that are two hours before a new one go with it, so that nothing looks for them.
CREATE TRIGGER `tallies_minutes` AFTER INSERT ON `tallies` WHEN NEW.`dimension` = 'minute' BEGIN DELETE FROM `tallies` WHERE `petition_id` = NEW.`petition_id` AND `dimension` = 'minute' AND `key` < strftime('%Y-%m-%dT%H:%MZ', NEW.`key`, '-120 minutes'); END;
