using System.Globalization;
using Couriarr.Features.Configuration;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Configuration.Saving;
using Couriarr.Features.Configuration.Showing;

namespace Couriarr.Saving;

/// <param name="Config">As it would be in force with it.</param>
internal sealed record Draft(Mapping Saved, EffectiveConfig Config)
{
    public IReadOnlyList<Problem> Errors { get; } = [.. Config.Problems.Errors];
}

/// <summary>What people change on pages: drafted, checked by the rules of the configuration file, and kept for the next beginning.</summary>
internal sealed class SavedDesk(Settings settings, TimeProvider clock)
{
    private const int LongestDeed = 200;
    private readonly SavedFile _file = new(settings.Folder);
    private readonly ConfigReading _reading = settings.Reading ?? ConfigReading.Of(settings.Folder);
    private readonly Lock _turn = new();

    /// <summary>As it will count, also when somebody saved a moment ago.</summary>
    public CouriarrOptions Options => settings.Reading?.Now().Options ?? settings.Options;

    /// <summary>Why the service could not begin anew; none when it could.</summary>
    public IReadOnlyList<Problem> Obstacles => [.. _reading.Now().Problems.Errors];

    public bool CanGoBack => _file.HasBefore;

    /// <summary>What was changed last, and by whom; null when nothing was.</summary>
    public string? LastDeed => _file.LastDeed;

    public string Path => _file.Path;

    /// <summary>The sections that count in place of the configuration file's.</summary>
    public IReadOnlyList<string> Sections => [.. Present.Entries.Select(entry => entry.Key)];

    /// <summary>Who says something of it in the environment, which would win over whatever is saved.</summary>
    public IReadOnlyList<string> Overruling(string section) =>
        [
            .. (settings.Config?.Settings ?? [])
                .Where(one => one.At.Voice is Voice.Environment && IsWithin(one.Path, section))
                .Select(one => one.At.Place)
                .Distinct(),
        ];

    private Mapping Present => _file.Read(new Problems()) ?? new Mapping([], Origin.Default);

    /// <param name="changes">Section by section; null leaves it to the configuration file again.</param>
    public Draft Draft(params IEnumerable<(string Section, Node? Node)> changes)
    {
        var entries = Present.Entries.ToDictionary(entry => entry.Key);
        foreach (var (section, node) in changes)
            if (node is null)
                entries.Remove(section);
            else
                entries[section] = new Entry(section, node, node.At);
        return Read(NodeText.Of(new Mapping([.. entries.Values.OrderBy(Place)], Origin.Default)));
    }

    /// <param name="deed">For whoever thinks of going back.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Save(Draft draft, string who, string deed)
    {
        if (draft.Errors.Count > 0)
            throw new ArgumentException("What does not hold is not saved.", nameof(draft));
        var now = TimeZoneInfo.ConvertTime(clock.GetUtcNow(), settings.Zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        lock (_turn)
            _file.Write($"# {OneLine($"{now}, {who}: {deed}")}\n{NodeText.Of(draft.Saved)}");
    }

    /// <summary>Back to the state before the last change, unless that does not hold any more.</summary>
    public IReadOnlyList<Problem> GoBack()
    {
        lock (_turn)
        {
            _file.GoBack();
            var config = _reading.Now();
            IReadOnlyList<Problem> errors = [.. (config.Unusable ?? config.Problems).Errors];
            if (errors.Count > 0)
                _file.GoBack();
            return errors;
        }
    }

    // Through the text, so that what is checked is what will be read.
    private Draft Read(string text)
    {
        var problems = new Problems();
        var saved = SavedFile.Read(text, problems);
        if (saved is null || problems.IsFatal)
            return new Draft(new Mapping([], Origin.Default), new EffectiveConfig(null, settings.Options, [], problems));
        return new Draft(saved, _reading.With(saved));
    }

    private static int Place(Entry entry) => SavedFile.Sections.ToList().IndexOf(entry.Key);

    private static bool IsWithin(string path, string section) =>
        path.StartsWith(section, StringComparison.Ordinal) && (path.Length == section.Length || path[section.Length] is '.' or '[');

    // A comment ends with its line, and names may hold anything.
    private static string OneLine(string text) =>
        string.Concat(
            text.Take(LongestDeed).Select(c => char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029' or '\ufeff' ? ' ' : c)
        );
}
