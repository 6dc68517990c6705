using System.CommandLine;
using Couriarr.Demo;
using Couriarr.Demo.Stages;

var program = new Option<string>("--program") { Required = true, Description = "the program to show: Couriarr.dll" };
var folder = new Option<string>("--folder") { Required = true, Description = "where the demo makes a folder of its own" };
var stay = new Option<bool>("--stay") { Description = "stay up at the end, to look around, until Ctrl-C" };
var keep = new Option<bool>("--keep") { Description = "leave its folder there" };

var demo = new RootCommand("Shows what Couriarr does, with a made-up library and a made-up Radarr and Sonarr.")
{
    program,
    folder,
    stay,
    keep,
};
demo.SetAction(async parsed =>
{
    using var stop = new StopSignals();
    var stage = Stage.ForThisTerminal();
    var ground = new Ground(parsed.GetValue(folder)!, parsed.GetValue(keep));
    return await new Evening(parsed.GetValue(program)!, ground, stage, parsed.GetValue(stay)).RunAsync(stop);
});
return await demo.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
