/** What the back office adds to the admin: its first page. The admin brings its own components; only tokens are shared. */
import "../../style/tokens.css";
import "./backoffice.css";
