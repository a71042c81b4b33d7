-- By hand, since drizzle-kit cannot tell a new name from a new column.
ALTER TABLE `petitions` RENAME COLUMN `external_count` TO `claimed_count`;
