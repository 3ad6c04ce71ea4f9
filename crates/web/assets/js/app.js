// Starts the small modules. Every page works without any of them.
import "./keys.js";
import "./forms.js";
import "./dialogs.js";
