using Couriarr.Features.Configuration;
using Couriarr.Features.Configuration.Kinds;
using Couriarr.Features.Configuration.Reading;
using Couriarr.Features.Configuration.Saving;
using Couriarr.Verbs;

namespace Couriarr.Saving;

/// <summary>Reads the whole configuration, as often as somebody asks. What the pages saved counts as long as all holds with it.</summary>
/// <param name="file">As the command line names it.</param>
internal sealed class ConfigReading(Surroundings surroundings, string? file, Mapping commandLine)
{
    /// <summary>For a service that was given its options: the same rules, and nothing that was said.</summary>
    public static ConfigReading Of(string folder)
    {
        var at = new Origin(Voice.CommandLine, "--data");
        var path = new Entry("path", new Scalar(folder, at), at);
        var data = new Mapping([new Entry("storage", new Mapping([path], at), at)], at);
        return new(new Surroundings(new Dictionary<string, string>(), folder), file: null, data);
    }

    /// <summary>As it counts. What the pages saved never stops a start: when it is to blame for a mistake, it does not count.</summary>
    public EffectiveConfig Now()
    {
        var alone = With(saved: null);
        var problems = new Problems();
        var store = new SavedFile(Path.GetFullPath(alone.Options.Storage.Path, surroundings.Folder));
        if (!store.Exists)
            return alone;
        var saved = store.Read(problems);
        if (saved is null || problems.IsFatal)
            return alone with { Unusable = problems };
        var whole = With(saved);
        return whole.Problems.IsFatal && !alone.Problems.IsFatal ? alone with { Unusable = whole.Problems } : whole;
    }

    /// <summary>As it would count with that saved.</summary>
    public EffectiveConfig With(Mapping? saved) =>
        ProgramChecks.Run(ConfigLoader.Load(surroundings, KnownKinds.All, file, commandLine, saved));
}
