using Couriarr.Features.Configuration.Apprise;
using Couriarr.Features.Configuration.Checks;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Configuration.Reading;
using Couriarr.Features.Configuration.Shapes;

namespace Couriarr.Features.Configuration;

/// <summary>Command line over environment over what the pages saved over file over defaults, and every mistake in any of them said at once.</summary>
public static class ConfigLoader
{
    /// <param name="saved">What the pages saved: it is taken as it stands, without variables.</param>
    public static EffectiveConfig Load(
        Surroundings surroundings,
        MemberKinds kinds,
        string? file = null,
        Mapping? commandLine = null,
        Mapping? saved = null
    )
    {
        var problems = new Problems();
        var root = Root(kinds);
        var place = ConfigPlace.Find(surroundings, file, problems);
        var fromFile = place is null ? new Mapping([], Origin.Default) : place.Read(problems);
        if (fromFile is null || (place is null && problems.IsFatal))
            return new EffectiveConfig(place?.Label, new CouriarrOptions(), [], problems);

        var vault = new Vault(surroundings, problems);
        var substitution = new Substitution(vault, problems);
        var listed = AppriseFile.Read(place?.Folder ?? surroundings.Folder, substitution, problems);
        var (filled, tookUrls) = new AppriseChannels(vault, problems).In(substitution.In(fromFile), listed, substitution.Quoted);
        filled = saved?.InPlaceOf(filled) ?? filled;
        var quoted = new HashSet<string>(tookUrls ? [.. substitution.Quoted, AppriseChannels.Variable] : substitution.Quoted);
        var environment = new EnvironmentLayer(vault, problems, quoted).Read(root, filled);
        var all = environment.Over(filled).Over(Beneath(surroundings));
        VariableSlips.Warn(root, vault, problems);

        var binder = new Binder(problems);
        var options = (CouriarrOptions)binder.Section(root, commandLine?.Over(all) ?? all, "");
        return OnlookerChecks.Run(place, ConfigChecks.Run(new EffectiveConfig(place?.Label, options, binder.Settings, problems)));
    }

    // Weaker than the file: it says where relative things lie, not that anybody wants them there.
    private static Mapping Beneath(Surroundings surroundings)
    {
        var at = Origin.Variable(Surroundings.Home);
        if (surroundings.Variable(Surroundings.Home) is not { } home)
            return new Mapping([], at);
        var path = new Scalar(Path.Combine(home, new StorageOptions().Path), at);
        return new Mapping([new Entry("storage", new Mapping([new Entry("path", path, at)], at), at)], at);
    }

    public static SectionShape Root(MemberKinds kinds) => new Describer(kinds).Section("", "", new CouriarrOptions());
}
