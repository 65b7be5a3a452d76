// Every file that Krok carries, once: a test compares this list with the folder.
// Clang notes each embedded file as a dependency, so that an edit rebuilds what carries it.
#include "content.h"

// #embed is C23; Clang takes it in every C and says so.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char interface_pl[] = {
#embed "interface/pl.yml" suffix(, )
    0};
static const unsigned char interface_en[] = {
#embed "interface/en.yml" suffix(, )
    0};
static const unsigned char web_busy_js[] = {
#embed "web/busy.js" suffix(, )
    0};
static const unsigned char web_changes_js[] = {
#embed "web/changes.js" suffix(, )
    0};
static const unsigned char web_clipboard_js[] = {
#embed "web/clipboard.js" suffix(, )
    0};
static const unsigned char web_drafts_js[] = {
#embed "web/drafts.js" suffix(, )
    0};
static const unsigned char web_dress_js[] = {
#embed "web/dress.js" suffix(, )
    0};
static const unsigned char web_drop_js[] = {
#embed "web/drop.js" suffix(, )
    0};
static const unsigned char web_entered_mustache[] = {
#embed "web/entered.mustache" suffix(, )
    0};
static const unsigned char web_entrance_css[] = {
#embed "web/entrance.css" suffix(, )
    0};
static const unsigned char web_entrance_js[] = {
#embed "web/entrance.js" suffix(, )
    0};
static const unsigned char web_entrance_mustache[] = {
#embed "web/entrance.mustache" suffix(, )
    0};
static const unsigned char web_failure_mustache[] = {
#embed "web/failure.mustache" suffix(, )
    0};
static const unsigned char web_fault_mustache[] = {
#embed "web/fault.mustache" suffix(, )
    0};
static const unsigned char web_file_mustache[] = {
#embed "web/file.mustache" suffix(, )
    0};
static const unsigned char web_focus_js[] = {
#embed "web/focus.js" suffix(, )
    0};
static const unsigned char web_form_mustache[] = {
#embed "web/form.mustache" suffix(, )
    0};
static const unsigned char web_forms_js[] = {
#embed "web/forms.js" suffix(, )
    0};
static const unsigned char web_frame_mustache[] = {
#embed "web/frame.mustache" suffix(, )
    0};
static const unsigned char web_home_mustache[] = {
#embed "web/home.mustache" suffix(, )
    0};
static const unsigned char web_krok_css[] = {
#embed "web/krok.css" suffix(, )
    0};
static const unsigned char web_krok_js[] = {
#embed "web/krok.js" suffix(, )
    0};
static const unsigned char web_krok_svg[] = {
#embed "web/krok.svg" suffix(, )
    0};
static const unsigned char web_notices_js[] = {
#embed "web/notices.js" suffix(, )
    0};
static const unsigned char web_opening_mustache[] = {
#embed "web/opening.mustache" suffix(, )
    0};
static const unsigned char web_pages_js[] = {
#embed "web/pages.js" suffix(, )
    0};
static const unsigned char web_question_mustache[] = {
#embed "web/question.mustache" suffix(, )
    0};
static const unsigned char web_revealed_js[] = {
#embed "web/revealed.js" suffix(, )
    0};
static const unsigned char web_search_mustache[] = {
#embed "web/search.mustache" suffix(, )
    0};
static const unsigned char web_settings_mustache[] = {
#embed "web/settings.mustache" suffix(, )
    0};
static const unsigned char web_step_mustache[] = {
#embed "web/step.mustache" suffix(, )
    0};
static const unsigned char web_symptom_mustache[] = {
#embed "web/symptom.mustache" suffix(, )
    0};
static const unsigned char web_trouble_mustache[] = {
#embed "web/trouble.mustache" suffix(, )
    0};
static const unsigned char web_vault_mustache[] = {
#embed "web/vault.mustache" suffix(, )
    0};
static const unsigned char gmail_guide[] = {
#embed "gmail/guide.yml" suffix(, )
    0};
static const unsigned char gmail_pl[] = {
#embed "gmail/pl.md" suffix(, )
    0};
static const unsigned char gmail_en[] = {
#embed "gmail/en.md" suffix(, )
    0};
static const unsigned char rotate_secret_guide[] = {
#embed "rotate-secret/guide.yml" suffix(, )
    0};
static const unsigned char rotate_secret_pl[] = {
#embed "rotate-secret/pl.md" suffix(, )
    0};
static const unsigned char rotate_secret_en[] = {
#embed "rotate-secret/en.md" suffix(, )
    0};
static const unsigned char gmail_lock[] = {
#embed "gmail/guide.lock" suffix(, )
    0};
static const unsigned char rotate_secret_lock[] = {
#embed "rotate-secret/guide.lock" suffix(, )
    0};
static const unsigned char gmail_pictures[] = {
#embed "gmail/pictures.yml" suffix(, )
    0};
static const unsigned char gmail_images_autologin_en[] = {
#embed "gmail/images/autologin.en.svg" suffix(, )
    0};
static const unsigned char gmail_images_autologin_pl[] = {
#embed "gmail/images/autologin.pl.svg" suffix(, )
    0};
static const unsigned char gmail_images_branding_en[] = {
#embed "gmail/images/branding.en.svg" suffix(, )
    0};
static const unsigned char gmail_images_branding_pl[] = {
#embed "gmail/images/branding.pl.svg" suffix(, )
    0};
static const unsigned char gmail_images_client_created_en[] = {
#embed "gmail/images/client-created.en.svg" suffix(, )
    0};
static const unsigned char gmail_images_client_created_pl[] = {
#embed "gmail/images/client-created.pl.svg" suffix(, )
    0};
static const unsigned char gmail_images_client_en[] = {
#embed "gmail/images/client.en.svg" suffix(, )
    0};
static const unsigned char gmail_images_client_pl[] = {
#embed "gmail/images/client.pl.svg" suffix(, )
    0};
static const unsigned char gmail_images_consent_start_en[] = {
#embed "gmail/images/consent-start.en.svg" suffix(, )
    0};
static const unsigned char gmail_images_consent_start_pl[] = {
#embed "gmail/images/consent-start.pl.svg" suffix(, )
    0};
static const unsigned char gmail_images_consent_wizard_en[] = {
#embed "gmail/images/consent-wizard.en.svg" suffix(, )
    0};
static const unsigned char gmail_images_consent_wizard_pl[] = {
#embed "gmail/images/consent-wizard.pl.svg" suffix(, )
    0};
static const unsigned char gmail_images_corporate_mailbox_en[] = {
#embed "gmail/images/corporate-mailbox.en.svg" suffix(, )
    0};
static const unsigned char gmail_images_corporate_mailbox_pl[] = {
#embed "gmail/images/corporate-mailbox.pl.svg" suffix(, )
    0};
static const unsigned char gmail_images_gmail_api_en[] = {
#embed "gmail/images/gmail-api.en.svg" suffix(, )
    0};
static const unsigned char gmail_images_gmail_api_pl[] = {
#embed "gmail/images/gmail-api.pl.svg" suffix(, )
    0};
static const unsigned char gmail_images_mail_protocols_en[] = {
#embed "gmail/images/mail-protocols.en.svg" suffix(, )
    0};
static const unsigned char gmail_images_mail_protocols_pl[] = {
#embed "gmail/images/mail-protocols.pl.svg" suffix(, )
    0};
static const unsigned char gmail_images_mail_server_en[] = {
#embed "gmail/images/mail-server.en.svg" suffix(, )
    0};
static const unsigned char gmail_images_mail_server_pl[] = {
#embed "gmail/images/mail-server.pl.svg" suffix(, )
    0};
static const unsigned char gmail_images_mail_servers_en[] = {
#embed "gmail/images/mail-servers.en.svg" suffix(, )
    0};
static const unsigned char gmail_images_mail_servers_pl[] = {
#embed "gmail/images/mail-servers.pl.svg" suffix(, )
    0};
static const unsigned char gmail_images_mismatch_en[] = {
#embed "gmail/images/mismatch.en.svg" suffix(, )
    0};
static const unsigned char gmail_images_mismatch_pl[] = {
#embed "gmail/images/mismatch.pl.svg" suffix(, )
    0};
static const unsigned char gmail_images_modules_en[] = {
#embed "gmail/images/modules.en.svg" suffix(, )
    0};
static const unsigned char gmail_images_modules_pl[] = {
#embed "gmail/images/modules.pl.svg" suffix(, )
    0};
static const unsigned char gmail_images_private_mailbox_en[] = {
#embed "gmail/images/private-mailbox.en.svg" suffix(, )
    0};
static const unsigned char gmail_images_private_mailbox_pl[] = {
#embed "gmail/images/private-mailbox.pl.svg" suffix(, )
    0};
static const unsigned char gmail_images_project_id_en[] = {
#embed "gmail/images/project-id.en.svg" suffix(, )
    0};
static const unsigned char gmail_images_project_id_pl[] = {
#embed "gmail/images/project-id.pl.svg" suffix(, )
    0};
static const unsigned char gmail_images_project_en[] = {
#embed "gmail/images/project.en.svg" suffix(, )
    0};
static const unsigned char gmail_images_project_pl[] = {
#embed "gmail/images/project.pl.svg" suffix(, )
    0};
static const unsigned char gmail_images_publish_en[] = {
#embed "gmail/images/publish.en.svg" suffix(, )
    0};
static const unsigned char gmail_images_publish_pl[] = {
#embed "gmail/images/publish.pl.svg" suffix(, )
    0};
static const unsigned char gmail_images_redirect_uri_en[] = {
#embed "gmail/images/redirect-uri.en.svg" suffix(, )
    0};
static const unsigned char gmail_images_redirect_uri_pl[] = {
#embed "gmail/images/redirect-uri.pl.svg" suffix(, )
    0};
static const unsigned char gmail_images_scopes_en[] = {
#embed "gmail/images/scopes.en.svg" suffix(, )
    0};
static const unsigned char gmail_images_scopes_pl[] = {
#embed "gmail/images/scopes.pl.svg" suffix(, )
    0};
static const unsigned char gmail_images_sign_in_en[] = {
#embed "gmail/images/sign-in.en.svg" suffix(, )
    0};
static const unsigned char gmail_images_sign_in_pl[] = {
#embed "gmail/images/sign-in.pl.svg" suffix(, )
    0};
static const unsigned char gmail_images_sign_in_remove_en[] = {
#embed "gmail/images/sign-in-remove.en.svg" suffix(, )
    0};
static const unsigned char gmail_images_sign_in_remove_pl[] = {
#embed "gmail/images/sign-in-remove.pl.svg" suffix(, )
    0};
static const unsigned char gmail_images_test_users_en[] = {
#embed "gmail/images/test-users.en.svg" suffix(, )
    0};
static const unsigned char gmail_images_test_users_pl[] = {
#embed "gmail/images/test-users.pl.svg" suffix(, )
    0};
static const unsigned char gmail_images_verification_en[] = {
#embed "gmail/images/verification.en.svg" suffix(, )
    0};
static const unsigned char gmail_images_verification_pl[] = {
#embed "gmail/images/verification.pl.svg" suffix(, )
    0};
static const unsigned char gmail_images_clients_en[] = {
#embed "gmail/images/clients.en.svg" suffix(, )
    0};
static const unsigned char gmail_images_clients_pl[] = {
#embed "gmail/images/clients.pl.svg" suffix(, )
    0};
static const unsigned char gmail_images_google_consent_en[] = {
#embed "gmail/images/google-consent.en.svg" suffix(, )
    0};
static const unsigned char gmail_images_google_consent_pl[] = {
#embed "gmail/images/google-consent.pl.svg" suffix(, )
    0};
static const unsigned char gmail_images_imap_access_en[] = {
#embed "gmail/images/imap-access.en.svg" suffix(, )
    0};
static const unsigned char gmail_images_imap_access_pl[] = {
#embed "gmail/images/imap-access.pl.svg" suffix(, )
    0};
static const unsigned char gmail_images_unverified_en[] = {
#embed "gmail/images/unverified.en.svg" suffix(, )
    0};
static const unsigned char gmail_images_unverified_pl[] = {
#embed "gmail/images/unverified.pl.svg" suffix(, )
    0};
static const unsigned char gmail_images_app_access_en[] = {
#embed "gmail/images/app-access.en.svg" suffix(, )
    0};
static const unsigned char gmail_images_app_access_pl[] = {
#embed "gmail/images/app-access.pl.svg" suffix(, )
    0};
static const unsigned char gmail_images_webservice_en[] = {
#embed "gmail/images/webservice.en.svg" suffix(, )
    0};
static const unsigned char gmail_images_webservice_pl[] = {
#embed "gmail/images/webservice.pl.svg" suffix(, )
    0};
static const unsigned char rotate_secret_pictures[] = {
#embed "rotate-secret/pictures.yml" suffix(, )
    0};
static const unsigned char rotate_secret_images_field_en[] = {
#embed "rotate-secret/images/field.en.svg" suffix(, )
    0};
static const unsigned char rotate_secret_images_field_pl[] = {
#embed "rotate-secret/images/field.pl.svg" suffix(, )
    0};
static const unsigned char rotate_secret_images_old_secret_en[] = {
#embed "rotate-secret/images/old-secret.en.svg" suffix(, )
    0};
static const unsigned char rotate_secret_images_old_secret_pl[] = {
#embed "rotate-secret/images/old-secret.pl.svg" suffix(, )
    0};
static const unsigned char rotate_secret_images_one_secret_en[] = {
#embed "rotate-secret/images/one-secret.en.svg" suffix(, )
    0};
static const unsigned char rotate_secret_images_one_secret_pl[] = {
#embed "rotate-secret/images/one-secret.pl.svg" suffix(, )
    0};
static const unsigned char rotate_secret_images_private_mailbox_en[] = {
#embed "rotate-secret/images/private-mailbox.en.svg" suffix(, )
    0};
static const unsigned char rotate_secret_images_private_mailbox_pl[] = {
#embed "rotate-secret/images/private-mailbox.pl.svg" suffix(, )
    0};
static const unsigned char rotate_secret_images_scanner_en[] = {
#embed "rotate-secret/images/scanner.en.svg" suffix(, )
    0};
static const unsigned char rotate_secret_images_scanner_pl[] = {
#embed "rotate-secret/images/scanner.pl.svg" suffix(, )
    0};
static const unsigned char rotate_secret_images_two_secrets_en[] = {
#embed "rotate-secret/images/two-secrets.en.svg" suffix(, )
    0};
static const unsigned char rotate_secret_images_two_secrets_pl[] = {
#embed "rotate-secret/images/two-secrets.pl.svg" suffix(, )
    0};
static const unsigned char vault_readme[] = {
#embed "../vault/README.md" suffix(, )
    0};

// The closing zero of each array is not part of the file.
#define CARRIED(path, bytes) {path, bytes, sizeof bytes - 1}

const struct krok_file krok_files[] = {
    CARRIED("interface/pl.yml", interface_pl),
    CARRIED("interface/en.yml", interface_en),
    CARRIED("web/busy.js", web_busy_js),
    CARRIED("web/changes.js", web_changes_js),
    CARRIED("web/clipboard.js", web_clipboard_js),
    CARRIED("web/drafts.js", web_drafts_js),
    CARRIED("web/dress.js", web_dress_js),
    CARRIED("web/drop.js", web_drop_js),
    CARRIED("web/entered.mustache", web_entered_mustache),
    CARRIED("web/entrance.css", web_entrance_css),
    CARRIED("web/entrance.js", web_entrance_js),
    CARRIED("web/entrance.mustache", web_entrance_mustache),
    CARRIED("web/failure.mustache", web_failure_mustache),
    CARRIED("web/fault.mustache", web_fault_mustache),
    CARRIED("web/file.mustache", web_file_mustache),
    CARRIED("web/focus.js", web_focus_js),
    CARRIED("web/form.mustache", web_form_mustache),
    CARRIED("web/forms.js", web_forms_js),
    CARRIED("web/frame.mustache", web_frame_mustache),
    CARRIED("web/home.mustache", web_home_mustache),
    CARRIED("web/krok.css", web_krok_css),
    CARRIED("web/krok.js", web_krok_js),
    CARRIED("web/krok.svg", web_krok_svg),
    CARRIED("web/notices.js", web_notices_js),
    CARRIED("web/opening.mustache", web_opening_mustache),
    CARRIED("web/pages.js", web_pages_js),
    CARRIED("web/question.mustache", web_question_mustache),
    CARRIED("web/revealed.js", web_revealed_js),
    CARRIED("web/search.mustache", web_search_mustache),
    CARRIED("web/settings.mustache", web_settings_mustache),
    CARRIED("web/step.mustache", web_step_mustache),
    CARRIED("web/symptom.mustache", web_symptom_mustache),
    CARRIED("web/trouble.mustache", web_trouble_mustache),
    CARRIED("web/vault.mustache", web_vault_mustache),
    CARRIED("gmail/guide.yml", gmail_guide),
    CARRIED("gmail/pl.md", gmail_pl),
    CARRIED("gmail/en.md", gmail_en),
    CARRIED("rotate-secret/guide.yml", rotate_secret_guide),
    CARRIED("rotate-secret/pl.md", rotate_secret_pl),
    CARRIED("rotate-secret/en.md", rotate_secret_en),
    CARRIED("gmail/guide.lock", gmail_lock),
    CARRIED("rotate-secret/guide.lock", rotate_secret_lock),
    CARRIED("gmail/pictures.yml", gmail_pictures),
    CARRIED("gmail/images/autologin.en.svg", gmail_images_autologin_en),
    CARRIED("gmail/images/autologin.pl.svg", gmail_images_autologin_pl),
    CARRIED("gmail/images/branding.en.svg", gmail_images_branding_en),
    CARRIED("gmail/images/branding.pl.svg", gmail_images_branding_pl),
    CARRIED("gmail/images/client-created.en.svg", gmail_images_client_created_en),
    CARRIED("gmail/images/client-created.pl.svg", gmail_images_client_created_pl),
    CARRIED("gmail/images/client.en.svg", gmail_images_client_en),
    CARRIED("gmail/images/client.pl.svg", gmail_images_client_pl),
    CARRIED("gmail/images/consent-start.en.svg", gmail_images_consent_start_en),
    CARRIED("gmail/images/consent-start.pl.svg", gmail_images_consent_start_pl),
    CARRIED("gmail/images/consent-wizard.en.svg", gmail_images_consent_wizard_en),
    CARRIED("gmail/images/consent-wizard.pl.svg", gmail_images_consent_wizard_pl),
    CARRIED("gmail/images/corporate-mailbox.en.svg", gmail_images_corporate_mailbox_en),
    CARRIED("gmail/images/corporate-mailbox.pl.svg", gmail_images_corporate_mailbox_pl),
    CARRIED("gmail/images/gmail-api.en.svg", gmail_images_gmail_api_en),
    CARRIED("gmail/images/gmail-api.pl.svg", gmail_images_gmail_api_pl),
    CARRIED("gmail/images/mail-protocols.en.svg", gmail_images_mail_protocols_en),
    CARRIED("gmail/images/mail-protocols.pl.svg", gmail_images_mail_protocols_pl),
    CARRIED("gmail/images/mail-server.en.svg", gmail_images_mail_server_en),
    CARRIED("gmail/images/mail-server.pl.svg", gmail_images_mail_server_pl),
    CARRIED("gmail/images/mail-servers.en.svg", gmail_images_mail_servers_en),
    CARRIED("gmail/images/mail-servers.pl.svg", gmail_images_mail_servers_pl),
    CARRIED("gmail/images/mismatch.en.svg", gmail_images_mismatch_en),
    CARRIED("gmail/images/mismatch.pl.svg", gmail_images_mismatch_pl),
    CARRIED("gmail/images/modules.en.svg", gmail_images_modules_en),
    CARRIED("gmail/images/modules.pl.svg", gmail_images_modules_pl),
    CARRIED("gmail/images/private-mailbox.en.svg", gmail_images_private_mailbox_en),
    CARRIED("gmail/images/private-mailbox.pl.svg", gmail_images_private_mailbox_pl),
    CARRIED("gmail/images/project-id.en.svg", gmail_images_project_id_en),
    CARRIED("gmail/images/project-id.pl.svg", gmail_images_project_id_pl),
    CARRIED("gmail/images/project.en.svg", gmail_images_project_en),
    CARRIED("gmail/images/project.pl.svg", gmail_images_project_pl),
    CARRIED("gmail/images/publish.en.svg", gmail_images_publish_en),
    CARRIED("gmail/images/publish.pl.svg", gmail_images_publish_pl),
    CARRIED("gmail/images/redirect-uri.en.svg", gmail_images_redirect_uri_en),
    CARRIED("gmail/images/redirect-uri.pl.svg", gmail_images_redirect_uri_pl),
    CARRIED("gmail/images/scopes.en.svg", gmail_images_scopes_en),
    CARRIED("gmail/images/scopes.pl.svg", gmail_images_scopes_pl),
    CARRIED("gmail/images/sign-in.en.svg", gmail_images_sign_in_en),
    CARRIED("gmail/images/sign-in.pl.svg", gmail_images_sign_in_pl),
    CARRIED("gmail/images/sign-in-remove.en.svg", gmail_images_sign_in_remove_en),
    CARRIED("gmail/images/sign-in-remove.pl.svg", gmail_images_sign_in_remove_pl),
    CARRIED("gmail/images/test-users.en.svg", gmail_images_test_users_en),
    CARRIED("gmail/images/test-users.pl.svg", gmail_images_test_users_pl),
    CARRIED("gmail/images/verification.en.svg", gmail_images_verification_en),
    CARRIED("gmail/images/verification.pl.svg", gmail_images_verification_pl),
    CARRIED("gmail/images/clients.en.svg", gmail_images_clients_en),
    CARRIED("gmail/images/clients.pl.svg", gmail_images_clients_pl),
    CARRIED("gmail/images/google-consent.en.svg", gmail_images_google_consent_en),
    CARRIED("gmail/images/google-consent.pl.svg", gmail_images_google_consent_pl),
    CARRIED("gmail/images/imap-access.en.svg", gmail_images_imap_access_en),
    CARRIED("gmail/images/imap-access.pl.svg", gmail_images_imap_access_pl),
    CARRIED("gmail/images/unverified.en.svg", gmail_images_unverified_en),
    CARRIED("gmail/images/unverified.pl.svg", gmail_images_unverified_pl),
    CARRIED("gmail/images/app-access.en.svg", gmail_images_app_access_en),
    CARRIED("gmail/images/app-access.pl.svg", gmail_images_app_access_pl),
    CARRIED("gmail/images/webservice.en.svg", gmail_images_webservice_en),
    CARRIED("gmail/images/webservice.pl.svg", gmail_images_webservice_pl),
    CARRIED("rotate-secret/pictures.yml", rotate_secret_pictures),
    CARRIED("rotate-secret/images/field.en.svg", rotate_secret_images_field_en),
    CARRIED("rotate-secret/images/field.pl.svg", rotate_secret_images_field_pl),
    CARRIED("rotate-secret/images/old-secret.en.svg", rotate_secret_images_old_secret_en),
    CARRIED("rotate-secret/images/old-secret.pl.svg", rotate_secret_images_old_secret_pl),
    CARRIED("rotate-secret/images/one-secret.en.svg", rotate_secret_images_one_secret_en),
    CARRIED("rotate-secret/images/one-secret.pl.svg", rotate_secret_images_one_secret_pl),
    CARRIED("rotate-secret/images/private-mailbox.en.svg", rotate_secret_images_private_mailbox_en),
    CARRIED("rotate-secret/images/private-mailbox.pl.svg", rotate_secret_images_private_mailbox_pl),
    CARRIED("rotate-secret/images/scanner.en.svg", rotate_secret_images_scanner_en),
    CARRIED("rotate-secret/images/scanner.pl.svg", rotate_secret_images_scanner_pl),
    CARRIED("rotate-secret/images/two-secrets.en.svg", rotate_secret_images_two_secrets_en),
    CARRIED("rotate-secret/images/two-secrets.pl.svg", rotate_secret_images_two_secrets_pl),
    CARRIED("vault/README.md", vault_readme),
};

const size_t krok_file_count = sizeof krok_files / sizeof krok_files[0];
