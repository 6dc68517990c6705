using Couriarr.Features.Configuration.Reading;

namespace Couriarr.Features.Configuration.Apprise;

/// <summary>An apprise.yml that lies beside the configuration, as one has it who comes from Apprise. Only its addresses count.</summary>
internal static class AppriseFile
{
    private const string Name = "apprise.yml";

    public static IReadOnlyList<Scalar> Read(string folder, Substitution substitution, Problems problems)
    {
        var place = new ConfigPlace(Path.Combine(folder, Name), Name);
        if (!File.Exists(place.Path) || place.Read(problems) is not { } read)
            return [];
        var file = substitution.In(read);
        if (file.Find("include") is { } include)
            problems.Warning(include.At, "include is not followed here. Put all addresses under urls.");
        switch (file.Find("urls"))
        {
            case Scalar { Text: { } } one:
                return [one];
            case Sequence urls:
                return [.. urls.Items.SelectMany(item => Addresses(item, problems))];
            default:
                problems.Warning(file.At, "there are no urls: in it, so that it does nothing. Write them as a list, or remove the file.");
                return [];
        }
    }

    private static IEnumerable<Scalar> Addresses(Node item, Problems problems)
    {
        switch (item)
        {
            case Scalar { Text: { } } url:
                return [url];
            // With tags and the like below it; the address itself is the key.
            case Mapping mapping:
                if (mapping.Entries.Any(e => e.Value is not Scalar { Text: null }))
                    problems.Warning(
                        mapping.At,
                        "tags and other options below an address do not count here. Give the channel a name in channels, and its events."
                    );
                return mapping.Entries.Select(e => new Scalar(e.Key, e.At));
            default:
                return [];
        }
    }
}
