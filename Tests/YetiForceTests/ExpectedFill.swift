/// The filled form as a script, in Polish, masked; every sentence is its own key.

let expectedFill = #"""
    // Serwer poczty. Profil: Firma
    //
    // purpose
    //
    // use
    //
    // pasting
    //
    // masked
    (() => {
      "use strict";

      // address
      const address = "https://crm.example.com/";

      // fields
      const fields = [
        { name: "name", label: "Temat", type: "text", value: "Google" },
        { name: "auth_method", label: "Metoda autoryzacji", type: "list", value: "oauth2" },
        { name: "oauth_provider", label: "Dostawca uwierzytelniania OAuth", type: "list", value: "Google" },
        { name: "client_id", label: "ID klienta", type: "text", value: "123456789012-EXAMPLE.apps.googleusercontent.com" },
        { name: "client_secret", label: "Klucz tajny klienta", type: "secret", value: null },
        { name: "redirect_uri_id", label: "Przekieruj URI", type: "application", value: "Gmail (OAuth)" },
        { name: "status", label: "Aktywny", type: "box", value: true },
        { name: "visible", label: "Dostępny", type: "box", value: true },
        { name: "validate_cert", label: "Potwierdź certyfikat", type: "box", value: true },
        { name: "imap_encrypt", label: "Szyfrowanie", type: "list", value: "ssl" },
        { name: "imap_host", label: "Host", type: "text", value: "imap.gmail.com" },
        { name: "imap_port", label: "Port", type: "text", value: "993" },
        { name: "smtp_encrypt", label: "Szyfrowanie", type: "list", value: "ssl" },
        { name: "smtp_host", label: "Host", type: "text", value: "smtp.gmail.com" },
        { name: "smtp_port", label: "Port", type: "text", value: "465" },
        { name: "spellcheck", label: "Sprawdzanie pisowni", type: "box", value: false },
        { name: "ip_check", label: "Sprawdź adres IP", type: "box", value: false },
        { name: "identities_level", label: "Poziom dostępu do tożsamości", type: "list", value: "0" },
      ];

      // sentences
      const words = {
        field: "Pole",
        name: "Nazwa",
        elsewhere: "elsewhere",
        otherPage: "other-page",
        noFields: "no-fields",
        result: "result",
        filled: "filled",
        withheld: "withheld",
        absent: "absent",
        ambiguous: "ambiguous",
        locked: "locked",
        noOption: "no-option",
        sameOption: "same-option",
        changed: "changed",
        complete: "complete",
        incomplete: "incomplete",
      };
      const say = (text, parts) => text.replace(/\{(\w+)\}/g, (place, key) => parts[key] ?? place);

      // stops
      const home = new URL(address);
      if (location.origin !== home.origin) {
        const parts = { found: location.origin, expected: home.origin };
        return console.error(say(words.elsewhere, parts));
      }
      const folder = home.pathname.replace(/\/*$/, "/");
      const query = new URLSearchParams(location.search);
      if (
        ![folder, folder + "index.php"].includes(location.pathname) ||
        query.get("module") !== "MailServers" ||
        query.get("parent") !== "Settings" ||
        query.get("view") !== "Edit"
      ) {
        const form = "index.php?module=MailServers&parent=Settings&view=Edit";
        return console.error(say(words.otherPage, { address: home.origin + folder + form }));
      }
      const needed = ["auth_method", "oauth_provider", "client_id", "client_secret", "redirect_uri_id"];
      const forms = [...document.forms].filter((form) =>
        needed.every((name) => form.querySelector(`[name="${name}"]`)),
      );
      if (forms.length !== 1) return console.error(words.noFields);

      // finds
      const kinds = {
        text: 'input:not([type="hidden"])',
        secret: 'input:not([type="hidden"])',
        list: "select",
        application: "select",
        box: 'input[type="checkbox"]',
      };
      const find = ({ name, type }) => [...forms[0].querySelectorAll(`${kinds[type]}[name="${name}"]`)];

      // application
      const plain = (text) => text.normalize().trim().replace(/\s+/g, " ");
      const fits = (option, { type, value }) =>
        type === "application"
          ? option.value !== "" && plain(option.text) === plain(value)
          : option.value === value;

      const fill = (field) => {
        if (field.value === null) return words.withheld;
        const controls = find(field);
        if (controls.length === 0) return words.absent;
        if (controls.length !== 1) return words.ambiguous;
        const control = controls[0];
        if (field.type === "secret" && control.disabled) {
          // secret
          const around = control.closest(".js-pwd-container, .js-field-container");
          around?.querySelector('.js-pwd-clear[type="button"]')?.click();
        }
        if (control.matches(":disabled, [readonly]")) return words.locked;
        if (field.type === "list" || field.type === "application") {
          const options = [...control.options].filter((option) => fits(option, field));
          if (options.length === 0) return words.noOption;
          if (options.length !== 1) return words.sameOption;
          options[0].selected = true;
        } else if (field.type === "box") {
          control.checked = field.value;
        } else {
          control.value = field.value;
        }
        // events
        for (const type of ["input", "change"]) {
          control.dispatchEvent(new Event(type, { bubbles: true }));
        }
        return null;
      };

      const holds = (field) => {
        const [control] = find(field);
        if (field.type === "box") return control?.checked === field.value;
        if (field.type === "text" || field.type === "secret") return control?.value === field.value;
        return [...(control?.selectedOptions ?? [])].some((option) => fits(option, field));
      };

      const rows = fields.map((field) => ({ field, problem: fill(field) }));
      // looks
      for (const row of rows) {
        if (row.problem === null && !holds(row.field)) row.problem = words.changed;
      }

      console.table(
        rows.map(({ field, problem }) => ({
          [words.field]: field.label,
          [words.name]: field.name,
          [words.result]: problem ?? words.filled,
        })),
      );
      const left = rows.filter(({ problem }) => problem !== null);
      if (left.length === 0) return console.info(say(words.complete, { all: rows.length }));
      const names = left.map(({ field }) => `${field.label} (${field.name})`).join(", ");
      const parts = { filled: rows.length - left.length, all: rows.length, left: names };
      console.warn(say(words.incomplete, parts));
    })();

    """#
