/// The form as a script that fills it in, for the console of an administrator's browser.
internal import Secrecy
internal import SecretJSON

extension MailServerForm {
    /// Unless `reveal`, the secret is not in it, not even masked: its field is left as it is.
    ///
    /// No `<` stands in the whole script, so that it can be shown inside any page.
    func fill(reveal: Bool, language: FormLanguage, words: ExportWords) -> Secret {
        let texts = words.fill
        var builder = SecretBuilder(capacity: 16384)
        builder.append(comment("\(words.title). \(words.profile): \(profile)"))
        for word in [.purpose, .use, .pasting, reveal ? .revealed : .masked] as [FillWord] {
            builder.append("//\n\(comment(texts[word]))")
        }
        builder.append("(() => {\n  \"use strict\";\n\n")
        builder.append(comment(texts[.address], indent: "  "))
        builder.append("  const address = ")
        builder.appendScriptLiteral(address)
        builder.append(";\n\n\(comment(texts[.fields], indent: "  "))  const fields = [\n")
        for entry in entries { builder.append(entry, reveal: reveal, language: language) }
        builder.append("  ];\n\n\(comment(texts[.sentences], indent: "  "))  const words = {\n")
        builder.appendMember("field", words.field)
        builder.appendMember("name", words.name)
        for word in FillWord.said { builder.appendMember("\(word)", texts[word]) }
        builder.append("  };\n")
        builder.append(steps(texts))
        return Secret(builder.finish())
    }
}

extension SecretBuilder {
    fileprivate mutating func appendMember(_ key: String, _ text: String) {
        append("    \(key): ")
        appendScriptLiteral(text)
        append(",\n")
    }

    fileprivate mutating func append(
        _ entry: MailServerForm.Entry, reveal: Bool, language: FormLanguage
    ) {
        append("    { name: \"\(entry.field.name)\", label: ")
        appendScriptLiteral(entry.field.label[language])
        append(", type: \"\(type(of: entry.field))\", value: ")
        if entry.value.isEmpty && entry.field.source == .input
            || entry.field.isSecret && !reveal
        {
            append("null")
        } else if entry.field.control == .checkbox {
            append(entry.value.bytes.isEqual(to: "1") ? "true" : "false")
        } else {
            appendScriptLiteral(entry.value)
        }
        append(" },\n")
    }
}

/// How the script finds and fills a field.
private func type(of field: Field) -> String {
    switch field.control {
    // A pick list on the page, although its values are local to each installation.
    case .text where field.name == "redirect_uri_id": "application"
    case .text, .url, .port: "text"
    case .password: "secret"
    case .picklist: "list"
    case .checkbox: "box"
    }
}

/// `text` as lines of a comment, which it can neither leave nor end.
private func comment(_ text: String, indent: String = "") -> String {
    let mark = indent + "// "
    let plain = visible(text).replacing("<", with: "‹")
    return mark + wrapped(plain, indent: mark, width: 96) { $0.count } + "\n"
}

/// What the script does, behind its values and sentences.
private func steps(_ texts: FillWords) -> String {
    func note(_ word: FillWord, _ indent: String = "  ") -> String {
        String(comment(texts[word], indent: indent).dropLast())
    }
    return #"""
          const say = (text, parts) => text.replace(/\{(\w+)\}/g, (place, key) => parts[key] ?? place);

        \#(note(.stops))
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

        \#(note(.finds))
          const kinds = {
            text: 'input:not([type="hidden"])',
            secret: 'input:not([type="hidden"])',
            list: "select",
            application: "select",
            box: 'input[type="checkbox"]',
          };
          const find = ({ name, type }) => [...forms[0].querySelectorAll(`${kinds[type]}[name="${name}"]`)];

        \#(note(.application))
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
        \#(note(.secret, "      "))
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
        \#(note(.events, "    "))
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
        \#(note(.looks))
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
}
