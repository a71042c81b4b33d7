<?php
// Sets the theme, its background (six hexadecimal digits, or nothing) and the language (nothing: English).

require $argv[1] . '/wp-load.php';
[, , $theme, $background, $language] = $argv;

if (!wp_get_theme($theme)->exists()) {
    throw new RuntimeException("there is no theme $theme");
}
if ($language !== '' && !in_array($language, get_available_languages(), true)) {
    throw new RuntimeException("WordPress has no translation into $language");
}
switch_theme($theme);
set_theme_mod('background_color', $background);
update_option('WPLANG', $language);
