<?php
/**
 * Plugin Name: Loopback
 * Description: Lets WordPress request oEmbed from a port of this machine, and sends nothing elsewhere.
 */

add_filter('http_request_host_is_external', '__return_true');
add_filter('http_allowed_safe_ports', function (array $ports): array {
    return [...$ports, (int) getenv('PETITIONS_PORT')];
});

// Images from other hosts.
add_filter('pre_option_show_avatars', fn() => 0);
remove_action('wp_head', 'print_emoji_detection_script', 7);

if (!function_exists('wp_mail')) {
    function wp_mail(): bool
    {
        return true;
    }
}
