// Starts the small modules. Every page works without any of them.
document.documentElement.dataset.js = "on";
import "./keys.js";
import "./forms.js";
import "./dialogs.js";
import "./drops.js";
import "./fresh.js";
import "./live.js";
import "./rows.js";
