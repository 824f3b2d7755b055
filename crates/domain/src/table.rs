//! Reading our own data files.

/// The rows of one of our three-column CSV files, without its heading. Only the middle column is ever quoted (a name with
/// a comma in it), and no file has a quote inside a name.
pub(crate) fn rows(file: &'static str) -> impl Iterator<Item = [&'static str; 3]> {
    file.lines().skip(1).filter_map(|line| {
        let (first, rest) = line.split_once(',')?;
        let (middle, last) = rest.rsplit_once(',')?;
        Some([first, middle.trim_matches('"'), last])
    })
}
