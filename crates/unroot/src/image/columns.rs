//! The columns of the table of images, listed once: the build script writes rows, the library reads them.

macro_rules! columns {
    ($($column:ident,)+) => {
        /// A row as text, column by column; see `ImageFacts` for what each says.
        pub(crate) struct Columns<Text> {
            $(pub(crate) $column: Text,)+
        }

        impl<'a> Columns<&'a str> {
            /// The first column alone.
            pub(crate) fn pattern(row: &'a str) -> &'a str {
                row.split_once('\t').map_or(row, |(pattern, _)| pattern)
            }

            /// Reads what `write` wrote: `None` where there are too few columns or too many.
            pub(crate) fn read(row: &'a str) -> Option<Self> {
                let mut fields = row.split('\t');
                let columns = Columns { $($column: fields.next()?,)+ };
                fields.next().is_none().then_some(columns)
            }
        }

        impl Columns<String> {
            /// The row: its columns with tabs between them. A column must hold no tab and no newline;
            /// where one does, it is the error.
            pub(crate) fn write(&self) -> Result<String, &str> {
                let columns = [$(self.$column.as_str(),)+];
                match columns.into_iter().find(|text| text.contains(['\t', '\n'])) {
                    Some(wrong) => Err(wrong),
                    None => Ok(columns.join("\t")),
                }
            }
        }
    };
}

columns! {
    pattern,
    default_user,
    family,
    shell,
    tools,
    manager,
    drops_privileges,
    drops_to,
    drops_for,
    env,
    users,
    only_users,
    has,
    lacks,
    release,
    workdir,
    directories,
    source,
}
